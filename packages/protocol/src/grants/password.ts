/** The password grant, for applications that cannot redirect — RFC 6749 §4.3; discouraged by RFC 9700 §2.4. */
import { isGrantable, readScope } from '../claims/scopes.ts';
import { OAuthError } from '../errors.ts';
import type { Subject } from '../stores/index.ts';
import { issueDirectly } from '../tokens/direct-issue.ts';
import type { Grant, TokenRequest } from './grant.ts';

const identifiers = ['username', 'email', 'phone'] as const;

export const password: Grant = {
  grantType: 'password',

  async exchange(tokenRequest) {
    const { client, context, parameters } = tokenRequest;
    const scope = readScope(parameters.get('scope')).filter(name => isGrantable(client, name));
    const { subject, amr, acr } = await signIn(tokenRequest);
    const tokens = await issueDirectly(context, {
      client,
      subject,
      scope,
      authTime: context.clock(),
      acr,
      amr,
      boundTo: tokenRequest.provenKey,
      consent: undefined,
      spends: undefined,
    });
    if (tokens === 'refused') throw refused('spent meanwhile');
    return tokens;
  },
};

const refused = (reason: string): OAuthError =>
  new OAuthError('password-wrong', 'The name and the password do not match.', { reason });

async function signIn({
  request,
  context,
  parameters,
}: TokenRequest): Promise<{ subject: Subject; amr: readonly string[]; acr: string | undefined }> {
  const given = identifiers.flatMap(name => parameters.get(name) ?? []);
  const [identifier] = given;
  if (identifier === undefined || given.length > 1) {
    throw new OAuthError(
      'password-parameters',
      'Send exactly one of username, email and phone, with password.',
    );
  }
  const secret = parameters.get('password');
  if (secret === undefined) throw new OAuthError('password-parameters', 'password is missing.');
  const outcome = await context.verifyPassword({
    identifier,
    password: secret,
    remoteAddress: request.remoteAddress,
  });
  if (outcome.kind === 'refused') throw refused('wrong, unknown or locked');
  if (outcome.kind === 'second_factor_owed') {
    throw new OAuthError(
      'second-factor-owed',
      'This end-user signs in with a second factor: send them to the authorization endpoint instead.',
    );
  }
  if (outcome.kind !== 'authenticated') {
    throw new OAuthError('too-many-attempts', 'Too many attempts: wait before the next one.', {
      retryAfter: outcome.retryAfter,
    });
  }
  const subject = await context.stores.subjects.find(context.pool, outcome.userId);
  if (!subject?.active) throw refused('gone meanwhile');
  return { subject, amr: outcome.amr, acr: outcome.acr };
}
