/** `GET /api/oidc/validate_token`: what a token says, where it is in force. Bare, without an envelope. */
import { json, type ValidatedKind } from '@symbolon/protocol';
import type { Operation } from './operation.ts';

const kinds: readonly ValidatedKind[] = ['access_token', 'id_token'];

export const validateToken: Operation = {
  paths: ['/api/oidc/validate_token', '/api/v2/oidc/validate_token'],
  methods: ['GET'],
  async handle({ query, correlationId, remoteAddress }, { server, context }) {
    const sent = kinds.filter(kind => query.has(kind));
    const [kind] = sent;
    if (kind === undefined || sent.length > 1)
      return json(200, { code: 400, message: 'Send one of access_token and id_token.' });
    const claims = await server.validateToken(kind, query.get(kind) ?? '');
    if (claims) return json(200, claims);
    const event = { pool: context.pool, correlationId, remoteAddress, reason: `${kind} is not in force` };
    context.audit({ ...event, type: 'token.validated', outcome: 'refused' });
    return json(200, { code: 400, message: `${kind} is invalid` });
  },
};
