/** `client_secret_basic`: id and secret by HTTP Basic — RFC 6749 §2.3.1, RFC 7617. */
import { equalInConstantTime } from '@symbolon/foundation';
import { secretsOf } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { ReadCredentials } from './method.ts';

const scheme = /^basic +/i;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Any other scheme is left alone: some SDKs send a stray bearer token beside their credentials in the form. */
export const readClientSecretBasic: ReadCredentials = request => {
  const header = request.header('authorization');
  if (header === undefined || !scheme.test(header)) return undefined;
  const pair = decodePair(header.replace(scheme, '').trim());
  if (!pair) {
    throw new OAuthError(
      'client-authentication',
      'The Authorization header must be Basic and the base64 of client_id:client_secret, each form-encoded first.',
    );
  }
  // Form-encoding first is the rule (RFC 6749 §2.3.1), but many clients leave it out. Both readings are held against
  // the one secret, so accepting either gives a guesser nothing.
  const [id, secret] = pair;
  const decodedSecret = formDecode(secret);
  const readings = decodedSecret === secret ? [secret] : [secret, decodedSecret];
  return {
    method: 'client_secret_basic',
    clientId: formDecode(id),
    prove: client =>
      secretsOf(client).some(known => readings.some(reading => equalInConstantTime(reading, known))),
  };
};

function decodePair(encoded: string): readonly [id: string, secret: string] | undefined {
  if (!base64.test(encoded)) return undefined;
  try {
    const pair = utf8.decode(Buffer.from(encoded, 'base64'));
    const colon = pair.indexOf(':');
    return colon < 1 || colon === pair.length - 1 ? undefined : [pair.slice(0, colon), pair.slice(colon + 1)];
  } catch {
    return undefined;
  }
}

/** As it came where it is not form-encoded. */
function formDecode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
