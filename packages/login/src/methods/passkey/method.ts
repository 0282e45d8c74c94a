/** Passkeys: discoverable credentials that know their user — WebAuthn Level 3 §7.1, §7.2, RFC 8176 §2. */
import { createHash } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Clock, PoolId } from '@symbolon/foundation';
import type { CredentialStore, LoginUser, Passkey, PresentProof, UserStore } from '../../stores/index.ts';
import type { Challenges } from './challenge.ts';
import { readAssertion, readAttestation } from './response.ts';

/** What the page hands to `navigator.credentials`, in its JSON form — WebAuthn Level 3 §5.4, §5.5. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

export interface PasskeyAnswer {
  /** The credential as JSON. */
  readonly response: string;
  readonly browser: string;
  /** Whose it must be, where that is known already: as a second factor. */
  readonly userId?: string | undefined;
}

/** `refused` never says why. */
export type PasskeyOutcome =
  | { readonly kind: 'right'; readonly user: LoginUser; readonly amr: readonly string[] }
  | { readonly kind: 'refused' };

export interface Passkeys {
  readonly amr: readonly string[];
  /** For a sign-in, or for the second factor of a user. */
  requestOptions(pool: PoolId, browser: string, userId?: string): Promise<PasskeyOptions>;
  verify(pool: PoolId, answer: PasskeyAnswer): Promise<PasskeyOutcome>;
  creationOptions(
    pool: PoolId,
    browser: string,
    user: Pick<LoginUser, 'id' | 'displayName'>,
  ): Promise<PasskeyOptions>;
  /** `taken`: somebody has that passkey already, or the proof is worth nothing any more. */
  enrol(
    pool: PoolId,
    answer: PasskeyAnswer & {
      readonly userId: string;
      readonly name: string;
      readonly proof: PresentProof;
    },
  ): Promise<'enrolled' | 'refused' | 'taken'>;
}

export interface PasskeyDependencies {
  readonly credentials: CredentialStore;
  readonly users: Pick<UserStore, 'find'>;
  readonly challenges: Challenges;
  readonly clock: Clock;
  /** The one that is configured, never that of a request. */
  readonly origin: string;
}

/** EdDSA, ES256, RS256 — RFC 9053 §2, RFC 8812 §2. */
const algorithms = [-8, -7, -257];
/** What browsers send where no attestation was asked for. */
const formats: ReadonlySet<string> = new Set(['none', 'packed']);

/** Of the passkeys of one user. */
const most = 20;

/** Bytes — WebAuthn Level 3 §5.4.3. */
const longestHandle = 64;

/** What an authenticator knows a user by: their id, or, where that is too long for it, a hash. */
function handleOf(userId: string): string {
  const id = Buffer.from(userId);
  const handle = id.length <= longestHandle ? id : createHash('sha256').update(id).digest();
  return handle.toString('base64url');
}

const descriptor = ({ credentialId, transports }: Passkey) => ({
  id: credentialId,
  type: 'public-key',
  transports,
});

/** A library that few processes need at once: loaded with the first passkey. */
const webauthn = () => import('@simplewebauthn/server');

export function createPasskeys(dependencies: PasskeyDependencies): Passkeys {
  const { credentials, users, challenges, clock, origin } = dependencies;
  const rpId = new URL(origin).hostname;
  const amr = ['pop', 'user', 'mfa'];
  return {
    amr,

    async requestOptions(pool, browser, userId) {
      const ceremony =
        userId === undefined ? ({ kind: 'sign_in' } as const) : ({ kind: 'second_factor', userId } as const);
      const own = userId === undefined ? [] : (await credentials.of(pool, userId)).passkeys;
      return {
        challenge: challenges.issue(pool, ceremony, browser),
        rpId,
        userVerification: 'required',
        allowCredentials: own.map(descriptor),
      };
    },

    async verify(pool, { response: text, browser, userId }) {
      const read = readAssertion(text);
      if (read === undefined) return { kind: 'refused' };
      const ceremony =
        userId === undefined ? ({ kind: 'sign_in' } as const) : ({ kind: 'second_factor', userId } as const);
      if (!(await challenges.spend(pool, read.challenge, ceremony, browser))) return { kind: 'refused' };
      const passkey = await credentials.findPasskey(pool, read.response.id);
      const user = passkey && (await users.find(pool, passkey.userId));
      if (passkey === undefined || !user?.active || !isMeant(read.response, passkey, userId))
        return { kind: 'refused' };
      const counter = await verifyAssertion(read.response, read.challenge, passkey, { origin, rpId });
      if (counter === undefined) return { kind: 'refused' };
      const used = await credentials.usePasskey(pool, passkey.credentialId, counter, clock());
      return used === 'used' ? { kind: 'right', user, amr } : { kind: 'refused' };
    },

    async creationOptions(pool, browser, user) {
      const { passkeys } = await credentials.of(pool, user.id);
      return {
        challenge: challenges.issue(pool, { kind: 'enrolment', userId: user.id }, browser),
        rp: { id: rpId, name: rpId },
        user: { id: handleOf(user.id), name: user.displayName, displayName: user.displayName },
        pubKeyCredParams: algorithms.map(alg => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
        excludeCredentials: passkeys.map(descriptor),
      };
    },

    async enrol(pool, { response: text, browser, userId, name, proof }) {
      const read = readAttestation(text);
      if (read === undefined) return 'refused';
      const ceremony = { kind: 'enrolment', userId } as const;
      if (!(await challenges.spend(pool, read.challenge, ceremony, browser))) return 'refused';
      const key = await verifyAttestation(read.response, read.challenge, { origin, rpId });
      if (key === undefined || (await credentials.of(pool, userId)).passkeys.length >= most) return 'refused';
      const passkey = { ...key, userId, name, createdAt: clock() };
      const added = await credentials.addPasskey(pool, passkey, proof);
      return added === 'added' ? 'enrolled' : 'taken';
    },
  };
}

/** A passkey of that user: the authenticator names whose it is, too (WebAuthn Level 3 §7.2 step 6). */
function isMeant(
  { response: { userHandle } }: AuthenticationResponseJSON,
  { userId }: Passkey,
  wanted: string | undefined,
): boolean {
  if (wanted !== undefined && wanted !== userId) return false;
  // Where the passkeys to choose from were named, an authenticator may leave it out.
  return userHandle === undefined ? wanted !== undefined : userHandle === handleOf(userId);
}

interface Place {
  readonly origin: string;
  readonly rpId: string;
}

/** The new counter; undefined where anything is wrong with it. */
async function verifyAssertion(
  response: AuthenticationResponseJSON,
  challenge: string,
  { credentialId, publicKey, counter }: Passkey,
  { origin, rpId }: Place,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter,
      },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

async function verifyAttestation(
  response: RegistrationResponseJSON,
  challenge: string,
  { origin, rpId }: Place,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'> | undefined> {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || !formats.has(registrationInfo.fmt)) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    const transports = response.response.transports ?? [];
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
  } catch {
    return undefined;
  }
}
