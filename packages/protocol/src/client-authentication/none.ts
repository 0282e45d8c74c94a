/** `none`: a public client says who it is and proves nothing — OAuth 2.1 §2.1, RFC 7591 §2. */
import type { ReadCredentials } from './method.ts';

export const readNone: ReadCredentials = (request, parameters) => {
  const clientId =
    parameters.get('client_id') ?? request.header('x-authing-app-id') ?? request.header('x-genauth-app-id');
  return clientId === undefined
    ? undefined
    : { method: 'none', clientId, prove: client => client.secret === undefined };
};
