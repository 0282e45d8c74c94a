/** The client credentials grant, by a client or by an access key — RFC 6749 §4.4, RFC 9068 §2.2. */
import { readResources } from '../claims/resource-indicators.ts';
import { isAllowedScope } from '../claims/resource-scopes.ts';
import { isAboutEndUser, readScope } from '../claims/scopes.ts';
import { type Client, isPublicClient } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { Granted } from '../stores/index.ts';
import { mintAccessToken } from '../tokens/access-token.ts';
import { newAuthorizationId } from '../tokens/code.ts';
import { writeTokenResponse } from '../tokens/token-response.ts';
import type { Grant, TokenRequest } from './grant.ts';

export const clientCredentials: Grant = {
  grantType: 'client_credentials',

  async exchange(tokenRequest) {
    const { client, context, provenKey } = tokenRequest;
    if (isPublicClient(client))
      throw new OAuthError(
        'client-grant-type',
        'A public client has no credentials: it cannot use grant_type client_credentials.',
      );
    const { scope, rejected, audience } = await grantScope(tokenRequest);
    const at = context.clock();
    const granted: Granted = {
      scope,
      audience,
      authTime: undefined,
      acr: undefined,
      amr: [],
      sid: undefined,
      claimNames: { userinfo: [], idToken: [] },
    };
    const id = newAuthorizationId(context);
    const accessToken = await mintAccessToken(context, {
      authorizationId: id,
      sub: subjectOf(client),
      client,
      granted,
      scope,
      boundTo: provenKey,
    });
    await context.stores.authorizations.grant(context.pool, {
      ...granted,
      id,
      clientId: client.clientId,
      userId: undefined,
      offline: false,
      code: undefined,
      issued: { refresh: undefined, accessToken: accessToken.stored },
      grantedAt: at,
      expiresAt: accessToken.expiresAt,
      consent: undefined,
      spends: undefined,
    });
    const response = writeTokenResponse(client, {
      accessToken: accessToken.value,
      refreshToken: undefined,
      idToken: undefined,
      scope,
      rejectedScope: rejected,
      boundTo: provenKey,
    });
    return {
      ...{ response, authorizationId: id, userId: undefined, sid: undefined, scope, audience },
      ...(rejected.length > 0 && { details: { rejected_scope: rejected.join(' ') } }),
    };
  },
};

/** A client speaks for itself (RFC 9068 §2.2); an access key is nobody. */
const subjectOf = (client: Client): string | undefined => (client.accessKey ? undefined : client.clientId);

interface GrantedScope {
  readonly scope: readonly string[];
  readonly rejected: readonly string[];
  readonly audience: readonly string[];
}

/** An access key is given what its rules allow, and told the rest; a client must ask for no more than it may have. */
async function grantScope({ client, context, parameters }: TokenRequest): Promise<GrantedScope> {
  const asked = readScope(parameters.get('scope'));
  if (client.accessKey) {
    const resources = await context.stores.resources.list(context.pool);
    const { allow } = client.accessKey;
    const scope = asked.filter(name => isAllowedScope(name, allow, resources));
    return { scope, rejected: asked.filter(name => !scope.includes(name)), audience: [client.clientId] };
  }
  const refused = asked.find(name => isAboutEndUser(client, name) || !client.allowedScopes?.has(name));
  if (refused !== undefined) {
    throw new OAuthError(
      'client-scope',
      'scope asks for what this client may not have: name scopes of its registration, none of which is about an end-user.',
    );
  }
  const audience = await readResources(parameters, context);
  return { scope: asked, rejected: [], audience: audience ?? [client.defaultAudience ?? client.clientId] };
}
