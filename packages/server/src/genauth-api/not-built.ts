/** Every other operation that clients of Authing call: told in the envelope, which they read. */
import { OAuthError } from '@symbolon/protocol';
import type { Operation } from './operation.ts';

export const notBuilt: Operation = {
  paths: ['/api/v3/**'],
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  handle: () =>
    Promise.reject(
      new OAuthError(
        'api-operation',
        'There is no such operation here: only signin, signup and get-profile of /api/v3 are.',
      ),
    ),
};
