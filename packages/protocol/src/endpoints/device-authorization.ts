/** Device Authorization Endpoint — RFC 8628 §3.1, §3.2. */
import { type HttpRequest, type HttpResponse, hashBearerValue, newBearerValue } from '@symbolon/foundation';
import { isGrantable, readScope } from '../claims/scopes.ts';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import { newUserCode, userCodeHash } from '../tokens/user-code.ts';
import { answerClient, limitPublicClient } from './client-request.ts';

/** Seconds: how long a user may take, and how often a device may ask. */
const lifetime = 600;
const interval = 5;

export function deviceAuthorization(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('device_authorization', request, context, async form => {
    const client = await authenticateClient(request, form, 'token', context);
    if (!client.grantTypes.has('urn:ietf:params:oauth:grant-type:device_code')) {
      throw new OAuthError('client-grant-type', 'This client is not registered for the device grant.');
    }
    limitPublicClient(client, request, context);
    const scope = readScope(form.get('scope')).filter(name => isGrantable(client, name));
    const deviceCode = newBearerValue(context.random);
    const expiresAt = context.clock() + lifetime;
    let userCode: string;
    do userCode = newUserCode(context.random);
    while (
      (await context.stores.deviceRequests.begin(
        context.pool,
        hashBearerValue(deviceCode),
        userCodeHash(userCode),
        { clientId: client.clientId, scope, expiresAt },
        interval,
      )) === 'taken'
    );
    const response = json(200, {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: context.deviceVerificationUri,
      verification_uri_complete: `${context.deviceVerificationUri}?user_code=${userCode}`,
      expires_in: lifetime,
      interval,
    });
    return { response, clientId: client.clientId, reason: 'begun' };
  });
}
