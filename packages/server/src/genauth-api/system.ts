/** `GET /api/v3/system`: where clients look for keys to encrypt passwords with; there are none. */
import { encryptionRefused } from './body.ts';
import type { Operation } from './operation.ts';

export const system: Operation = {
  paths: ['/api/v3/system'],
  methods: ['GET'],
  handle: () => Promise.reject(encryptionRefused()),
};
