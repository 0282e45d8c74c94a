/** `client_secret_post`: id and secret in the form — RFC 6749 §2.3.1. */
import { equalInConstantTime } from '@symbolon/foundation';
import { secretsOf } from '../client.ts';
import type { ReadCredentials } from './method.ts';

export const readClientSecretPost: ReadCredentials = (_request, parameters) => {
  const clientId = parameters.get('client_id');
  const secret = parameters.get('client_secret');
  if (clientId === undefined || secret === undefined) return undefined;
  return {
    method: 'client_secret_post',
    clientId,
    prove: client => secretsOf(client).some(known => equalInConstantTime(secret, known)),
  };
};
