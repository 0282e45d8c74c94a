/** What anybody may read — OIDC Discovery §4, RFC 7517 §5. */
import { ask, jsonOf } from '../http-connection.ts';
import { type Flow, providers } from './flow.ts';

export const discovery: Flow = {
  name: 'discovery',
  at: providers,
  prepare:
    ({ endpoints }) =>
    async () =>
      jsonOf(await ask(endpoints.discovery)),
};

export const jwks: Flow = {
  name: 'jwks',
  at: providers,
  prepare:
    ({ endpoints }) =>
    async () =>
      jsonOf(await ask(endpoints.jwks)),
};
