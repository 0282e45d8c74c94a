/** An authenticator in a few lines, which says whatever it is told to — WebAuthn Level 3 §6.1, §6.5. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Saying {
  readonly type?: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  /** Present and verified, unless told otherwise — §6.1. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly format?: string;
  readonly algorithm?: number;
  readonly id?: Buffer;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: Buffer) => data.toString('base64url');

const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
};
const cborBytes = (data: Buffer) => Buffer.concat([head(2, data.length), data]);
const cborText = (text: string) => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);
const cborNumber = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);

export function createSoftAuthenticator(rpId: string, origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = randomBytes(16);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coseKey = (algorithm: number) =>
    cborMap([
      [cborNumber(1), cborNumber(2)],
      [cborNumber(3), cborNumber(algorithm)],
      [cborNumber(-1), cborNumber(1)],
      [cborNumber(-2), cborBytes(Buffer.from(x, 'base64url'))],
      [cborNumber(-3), cborBytes(Buffer.from(y, 'base64url'))],
    ]);

  const clientData = (type: string, challenge: string, said: Saying) =>
    Buffer.from(
      JSON.stringify({
        type: said.type ?? type,
        challenge,
        origin: said.origin ?? origin,
        crossOrigin: said.crossOrigin ?? false,
        topOrigin: said.topOrigin,
      }),
    );
  const authenticatorData = (said: Saying, attested: number, more = Buffer.alloc(0)) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(said.counter ?? 0);
    const flags = Buffer.from([(said.flags ?? 0b101) | attested]);
    return Buffer.concat([sha256(said.rpId ?? rpId), flags, counter, more]);
  };

  return {
    id: base64url(own),

    create(challenge: string, said: Saying = {}): string {
      const id = said.id ?? own;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(said.algorithm ?? -7)]);
      const data = clientData('webauthn.create', challenge, said);
      const authData = authenticatorData(said, 0b1000000, attested);
      const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      const sig = sign('sha256', Buffer.concat([authData, sha256(data)]), stranger);
      const statement =
        said.format === undefined
          ? cborMap([])
          : cborMap([
              [cborText('alg'), cborNumber(-7)],
              [cborText('sig'), cborBytes(sig)],
            ]);
      const attestationObject = cborMap([
        [cborText('fmt'), cborText(said.format ?? 'none')],
        [cborText('attStmt'), statement],
        [cborText('authData'), cborBytes(authData)],
      ]);
      const response = {
        clientDataJSON: base64url(data),
        attestationObject: base64url(attestationObject),
        transports: ['internal'],
      };
      return JSON.stringify({ id: base64url(id), type: 'public-key', response });
    },

    get(challenge: string, userHandle: string, said: Saying = {}): string {
      const data = clientData('webauthn.get', challenge, said);
      const authData = authenticatorData(said, 0);
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), privateKey);
      const response = {
        clientDataJSON: base64url(data),
        authenticatorData: base64url(authData),
        signature: base64url(signature),
        userHandle: said.userHandle === undefined ? userHandle : (said.userHandle ?? undefined),
      };
      return JSON.stringify({ id: base64url(said.id ?? own), type: 'public-key', response });
    },
  };
}
