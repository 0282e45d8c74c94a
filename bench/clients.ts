/** The clients and end-users of the measurements, the same at every server. */

export const clientSecret = 'a-secret-of-the-bench-a-secret-of-the-bench';
export const redirectUri = 'https://rp.test/cb';

/** An application with end-users; its access tokens are opaque, for userinfo and introspection. */
export interface WebClient {
  readonly clientId: string;
  readonly idTokenAlg: 'RS256' | 'ES256';
  /** Nobody is asked: where each pass is somebody else's, most would have to be. */
  readonly skipConsent?: true;
}

/** A machine that speaks for itself. */
export interface MachineClient {
  readonly clientId: string;
  readonly accessTokenFormat: 'opaque' | 'jwt';
  readonly accessTokenAlg: 'RS256' | 'ES256';
  /** Who its JSON Web Tokens are for — RFC 9068 §2.2. */
  readonly audience: string;
}

export const web = { clientId: 'web', idTokenAlg: 'RS256' } as const satisfies WebClient;
export const webEs256 = { clientId: 'web-es256', idTokenAlg: 'ES256' } as const satisfies WebClient;
/** Of the database that grows: a signature that is cheap shows what the database costs. */
export const crowd = {
  clientId: 'crowd',
  idTokenAlg: 'ES256',
  skipConsent: true,
} as const satisfies WebClient;
export const machine = {
  clientId: 'machine',
  accessTokenFormat: 'opaque',
  accessTokenAlg: 'RS256',
  audience: 'https://api.bench.test',
} as const satisfies MachineClient;
export const machineJwt = {
  clientId: 'machine-jwt',
  accessTokenFormat: 'jwt',
  accessTokenAlg: 'RS256',
  audience: 'https://api.bench.test',
} as const satisfies MachineClient;
export const machineJwtEs256 = {
  clientId: 'machine-jwt-es256',
  accessTokenFormat: 'jwt',
  accessTokenAlg: 'ES256',
  audience: 'https://es256.api.bench.test',
} as const satisfies MachineClient;

export const webClients: readonly WebClient[] = [web, webEs256, crowd];
export const machineClients: readonly MachineClient[] = [machine, machineJwt, machineJwtEs256];

/** Each caller of the load is an end-user of its own. */
export const userOf = (caller: number) => ({
  sub: `id-of-user-${caller}`,
  username: `user-${caller}`,
  name: 'Bench Example',
  email: `user-${caller}@example.com`,
});
export const password = 'correct horse battery staple';

export const callers = 32;
