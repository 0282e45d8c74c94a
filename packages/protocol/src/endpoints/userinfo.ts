/** Userinfo Endpoint — OIDC Core §5.3, RFC 6750 §2, §3. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { claimsAbout } from '../claims/claim-layout.ts';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import { refusalDetails } from '../event-details.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { errorJson, json } from '../responses.ts';
import type { Subject } from '../stores/index.ts';
import { findAccessToken } from '../tokens/access-token.ts';

const scheme = /^bearer +/i;

export async function userinfo(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  try {
    const told = await describeEndUser(request, context);
    if (!told) return json(401, {}, { 'www-authenticate': `Bearer realm="${context.issuer}"` });
    return await answer(told, context);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const scope = error.code === 'insufficient_scope' ? ', scope="openid"' : '';
    return errorJson(error, context, {
      'www-authenticate': `Bearer realm="${context.issuer}", error="${error.code}", error_description="${error.message}"${scope}`,
    });
  }
}

/** An end-user, and what a client with an access token may know of them. */
export interface EndUserDescription {
  readonly client: Client;
  readonly subject: Subject;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Of whom the request's access token tells what; undefined where it has none. Refusals are noted; throws `OAuthError`. */
export async function describeEndUser(
  request: HttpRequest,
  context: IssuerContext,
): Promise<EndUserDescription | undefined> {
  try {
    const value = readBearer(request);
    return value === undefined ? undefined : await describe(value, context);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { correlationId, remoteAddress } = request;
    context.audit({
      pool: context.pool,
      type: 'userinfo.requested',
      outcome: 'refused',
      correlationId,
      remoteAddress,
      reason: error.rule,
      ...error.about,
      details: refusalDetails(error),
    });
    throw error;
  }
}

async function describe(accessToken: string, context: IssuerContext): Promise<EndUserDescription> {
  const token = await findAccessToken(context, accessToken);
  if (!token) {
    throw new OAuthError(
      'bearer-invalid',
      'The access token is unknown, expired or revoked, or is not an access token.',
    );
  }
  const { subject, clientId, claimNames, authTime: signedInAt } = token.authorization;
  const client = await context.stores.clients.find(context.pool, clientId);
  if (!client) throw new OAuthError('bearer-invalid', 'The client of the access token is gone.');
  if (!subject || !token.scope.some(name => client.dialect.userinfoScopes.has(name))) {
    const about = {
      authorizationId: token.authorization.id,
      details: { granted_scope: token.scope.join(' ') },
    };
    throw new OAuthError('bearer-scope', 'The access token must have the scope openid.').noting(about);
  }
  const sub = subjectIdentifier(context, client, subject.sub);
  const telling = { client, subject, sub, pool: context.pool, signedInAt };
  return { client, subject, claims: claimsAbout(telling, token.scope, claimNames.userinfo) };
}

/** Plain, or signed for a client that registered so (OIDC Core §5.3.2). */
async function answer({ client, claims }: EndUserDescription, context: IssuerContext): Promise<HttpResponse> {
  const alg = client.userinfoSignedResponseAlg;
  if (alg === undefined) return json(200, claims);
  const signed = { ...claims, iss: context.issuer, aud: client.clientId, iat: context.clock() };
  return {
    status: 200,
    headers: { 'content-type': 'application/jwt', 'cache-control': 'no-store' },
    body: await context.clientSigner(client, alg).sign('userinfo+jwt', signed),
  };
}

/**
 * The token of the request. It is sent in one place (RFC 6750 §2); a bare token in the Authorization header, as some
 * SDKs leak it beside the one they mean, counts only where there is no other.
 */
function readBearer(request: HttpRequest): string | undefined {
  const header = request.header('authorization');
  const bearer = header !== undefined && scheme.test(header) ? header.replace(scheme, '') : undefined;
  const places = [bearer, ...request.query.all('access_token'), ...request.form.all('access_token')].filter(
    value => value !== undefined && value !== '',
  );
  if (places.length > 1)
    throw new OAuthError(
      'bearer-ambiguous',
      'The access token was sent more than once: send it in the Authorization header only.',
    );
  return places[0] ?? (header !== undefined && /^[\w.-]{36,}$/.test(header) ? header : undefined);
}
