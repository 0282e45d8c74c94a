/** `POST /api/v3/signup`: a new end-user with a password, where the pool lets people sign up. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { minimumPasswordLength, type SignUpOutcome } from '@symbolon/login';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';
import { passwordPayload, readBody, refuseConnection, refuseEncryption, text } from './body.ts';
import { done } from './envelope.ts';
import { type ApiContext, noting, type Operation } from './operation.ts';
import { claimsOfProfile, profileSchema, userDto } from './user-dto.ts';

const bodySchema = z.object({
  connection: z.string(),
  passwordPayload: passwordPayload.nullish(),
  profile: profileSchema.nullish(),
  options: z.object({ passwordEncryptType: text() }).nullish(),
});

export const signUp: Operation = {
  paths: ['/api/v3/signup'],
  methods: ['POST'],
  handle: (request, api) => noting('user.signed_up', request, api, () => register(request, api)),
};

async function register(request: HttpRequest, api: ApiContext): Promise<HttpResponse> {
  const { context, signUp: signUpIn } = api;
  refuseUnlessOpen(api.settings());
  const clientId = await applicationOf(request, api);
  const body = readBody(request, bodySchema);
  refuseConnection(body.connection);
  refuseEncryption(body.options?.passwordEncryptType);
  const { account, username, email, password } = body.passwordPayload ?? {};
  if (password === undefined || account !== undefined) throw noIdentifier();
  const { remoteAddress, correlationId } = request;
  const claims = claimsOfProfile(body.profile ?? {});
  const outcome = await signUpIn(context.pool, {
    identifiers: { username, email },
    password,
    claims,
    remoteAddress,
  });
  if (outcome.kind !== 'signed_up') throw refusalOf(outcome);
  const { user } = outcome;
  const event = { pool: context.pool, correlationId, remoteAddress, clientId, userId: user.id };
  context.audit({ ...event, type: 'user.signed_up', outcome: 'done' });
  return done(request, userDto({ sub: user.id, signedUpAt: context.clock(), claims: user.claims }));
}

/** This operation proves no address and asks for no agreement, and so is no way round one that is required. */
function refuseUnlessOpen({ signUp: open, agreements }: ReturnType<ApiContext['settings']>): void {
  if (open.kind === 'off')
    throw new OAuthError('sign-up-off', 'Nobody can sign up here: the operator adds people.');
  if (open.verification === 'required')
    throw new OAuthError(
      'sign-up-verification',
      'Whoever signs up here proves an address: send them to the sign-up page, or set sign_up.verification: optional.',
    );
  if (agreements.some(({ required }) => required))
    throw new OAuthError(
      'sign-up-agreements',
      'Whoever signs up here agrees to something first: send them to the sign-up page, or set required: false for each of the agreements.',
    );
}

/** Clients prove nothing here; they say who they are. */
async function applicationOf(request: HttpRequest, { context }: ApiContext): Promise<string> {
  const clientId = request.header('x-authing-app-id') ?? request.header('x-genauth-app-id') ?? '';
  const client = await context.stores.clients.find(context.pool, clientId);
  if (client) return client.clientId;
  throw new OAuthError('client-authentication', 'x-authing-app-id must be the client_id of an application.');
}

const noIdentifier = () =>
  new OAuthError(
    'sign-up-identifier',
    'passwordPayload must have a password, and username or email or both.',
  );

function refusalOf(outcome: Exclude<SignUpOutcome, { kind: 'signed_up' }>): OAuthError {
  switch (outcome.kind) {
    case 'unusable':
      return outcome.which === undefined
        ? noIdentifier()
        : new OAuthError(
            'sign-up-identifier',
            `The ${outcome.which} cannot be used: it is no ${outcome.which}.`,
          );
    case 'taken':
      return new OAuthError('sign-up-taken', 'Somebody has that username or e-mail address already.');
    case 'password_too_short':
      return new OAuthError(
        'sign-up-password',
        `The password must have at least ${minimumPasswordLength} characters.`,
      );
    case 'password_too_long':
      return new OAuthError('sign-up-password', 'The password is too long.');
    case 'blocked':
    case 'busy':
      return new OAuthError('too-many-attempts', 'Too many attempts: wait before the next one.', {
        retryAfter: outcome.retryAfter,
      });
  }
}
