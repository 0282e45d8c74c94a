/** An issuer in memory whose every answer is in the test's hands, and an API in front of it. */
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createVerifier, type Verifier, type VerifierOptions } from '@symbolon/resource-server';
import { jws, withKey } from '../security/jws.ts';
import { createTestClock, type TestClock } from '../testkit/clock.ts';

export const issuer = 'https://id.test/oidc';
export const audience = 'https://api.test';

export interface StubIssuer {
  readonly clock: TestClock;
  readonly key: SigningKey;
  /** What it publishes, and how often that was fetched. */
  readonly published: SigningKey[];
  /** What went wrong, as the API's operator is told. */
  readonly problems: string[];
  /** Addresses asked for. */
  readonly asked: string[];
  /** Set: it cannot be reached. */
  down: boolean;
  /** What introspection says; undefined: not active. */
  introspected: object | undefined;
  verifier(options?: Partial<VerifierOptions>): Verifier;
  /** An access token of its; members that are undefined are left out. */
  token(claims?: object, header?: object, key?: SigningKey): string;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function signingKey(): SigningKey {
  return { kid: randomUUID(), ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

export const jwkOf = ({ publicKey, kid }: SigningKey): object => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'ES256',
  use: 'sig',
});

export function createStubIssuer(): StubIssuer {
  const key = signingKey();
  const clock = createTestClock();
  const answers: Record<string, () => object> = {
    [`${issuer}/.well-known/openid-configuration`]: () => ({
      issuer,
      jwks_uri: `${issuer}/jwks`,
      introspection_endpoint: `${issuer}/introspect`,
    }),
    [`${issuer}/jwks`]: () => ({ keys: stub.published.map(jwkOf) }),
    [`${issuer}/introspect`]: () => ({ active: stub.introspected !== undefined, ...stub.introspected }),
  };
  const stub: StubIssuer = {
    clock,
    key,
    published: [key],
    problems: [],
    asked: [],
    down: false,
    introspected: undefined,
    verifier: options =>
      createVerifier({
        issuer,
        audience,
        clock: clock.now,
        onProblem: problem => void stub.problems.push(`${problem.code} ${problem.message}`),
        fetch: async input => {
          stub.asked.push(String(input));
          if (stub.down) throw new TypeError('fetch failed');
          return Response.json(answers[String(input)]?.());
        },
        ...options,
      }),
    token(claims = {}, header = {}, by = key) {
      const iat = clock.now();
      const standard = {
        iss: issuer,
        aud: audience,
        sub: 'u',
        client_id: 'c',
        scope: 'read',
        jti: randomUUID(),
      };
      return jws(
        { alg: 'ES256', typ: 'at+jwt', kid: by.kid, ...header },
        { ...standard, iat, exp: iat + 300, ...claims },
        withKey(by.privateKey),
      );
    },
  };
  return stub;
}

export const bearer = (token: string) => ({
  method: 'GET',
  url: 'https://api.test/things?page=1',
  authorization: `Bearer ${token}`,
});
