/** Userinfo Endpoint — OIDC Core §5.3, RFC 6750 §3, RFC 9449 §7. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { claimsAbout } from '../claims/claim-layout.ts';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import { refusalDetails } from '../event-details.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { errorMembers, json } from '../responses.ts';
import { proofAlgs } from '../sender-constraint/dpop.ts';
import type { Subject } from '../stores/index.ts';
import type { LiveAccessToken } from '../tokens/access-token.ts';
import { findPresentedToken, isProving } from '../tokens/presented-access-token.ts';

const algs = `algs="${proofAlgs.join(' ')}"`;

export async function userinfo(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  try {
    const told = await describeEndUser(request, context);
    if (told) return await answer(told, context);
    return json(401, {}, { 'www-authenticate': `Bearer realm="${context.issuer}", DPoP ${algs}` });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    // At a resource a proof that is wrong is a credential that is wrong.
    const status = error.code === 'invalid_dpop_proof' ? 401 : error.status;
    return json(status, errorMembers(error, context), {
      'www-authenticate': challengeOf(request, error, context),
    });
  }
}

function challengeOf(request: HttpRequest, error: OAuthError, { issuer }: IssuerContext): string {
  const scope = error.code === 'insufficient_scope' ? ', scope="openid"' : '';
  const said = `realm="${issuer}", error="${error.code}", error_description="${error.message}"${scope}`;
  return isProving(request) || error.rule === 'dpop-binding' ? `DPoP ${said}, ${algs}` : `Bearer ${said}`;
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
    const token = await findPresentedToken(request, context);
    return token && (await describe(token, context));
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

async function describe(token: LiveAccessToken, context: IssuerContext): Promise<EndUserDescription> {
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
