/** What every endpoint of one issuer works with: who it is, and all that is handed in. */
import type { KeyObject } from 'node:crypto';
import type {
  AsymmetricAlg,
  Clock,
  HttpRequest,
  HttpResponse,
  PoolId,
  PublicJwk,
  PublishedSigner,
  Random,
  Signer,
  SigningAlg,
  VerificationKey,
} from '@symbolon/foundation';
import type { Client } from './client.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { OAuthError } from './errors.ts';
import type { AuditTrail } from './events.ts';
import type { PendingInteraction, PendingLogout } from './interactions.ts';
import type { RuleId } from './rules.ts';
import type { ProtocolStores, Session } from './stores/index.ts';

/** The issuer's own keys. */
export interface Signers {
  /** The active signer; throws where no key of that algorithm is active. */
  active(alg: AsymmetricAlg): PublishedSigner;
  /** Published keys, the active RS256 key first. */
  published(): readonly PublicJwk[];
  /** For what this issuer signed itself. */
  verificationKeys(): readonly VerificationKey[];
  /** The algorithms that have an active key. */
  algs(): readonly AsymmetricAlg[];
}

/** The end-user's browser: the pages and cookies that the protocol asks for without knowing how they are made. */
export interface UserAgent {
  /** The sessions of the request's browser that are alive, the one used last first; a single one is noted as used. */
  sessions(request: HttpRequest): Promise<readonly Session[]>;
  /** Notes that one of several is used. */
  useSession(request: HttpRequest, session: Session): void;
  /** Which of these is of the end-user whom a `login_hint` names. */
  hintedSession(sessions: readonly Session[], loginHint: string): Promise<Session | undefined>;
  /** The `Set-Cookie` values after a session has ended: those that live go on. */
  forgetSession(request: HttpRequest): Promise<readonly string[]>;
  /** The name of the cookie that holds the `browserState` of each session, with dots between. */
  readonly browserStateCookie: string;
  /** Sends the end-user to sign in, to choose an account or to consent; ends in `AuthorizationServer.resume`. */
  interact(request: HttpRequest, pending: PendingInteraction): HttpResponse;
  /** Asks whether to sign out; ends in `AuthorizationServer.signOut`. */
  confirmLogout(request: HttpRequest, pending: PendingLogout): HttpResponse;
  /** Says what became of a device's request, in the browser in which it was decided. */
  deviceOutcome(request: HttpRequest, outcome: 'approved' | 'denied' | 'unknown'): HttpResponse;
  /** The page after a logout, which loads these addresses in frames and then goes on. */
  signedOut(request: HttpRequest, leaving: Leaving): HttpResponse;
  /** A page for the end-user and the developer, where there is nowhere to redirect to. */
  refuse(request: HttpRequest, error: OAuthError): HttpResponse;
}

export interface Leaving {
  readonly frames: readonly string[];
  readonly next: { readonly href: string; readonly applicationName: string | undefined } | undefined;
}

export interface PasswordAttempt {
  /** A username, an e-mail address or a phone number, as typed. */
  readonly identifier: string;
  readonly password: string;
  readonly remoteAddress: string;
}

/** `retryAfter` in seconds. */
export type PasswordVerdict =
  | {
      readonly kind: 'authenticated';
      readonly userId: string;
      readonly amr: readonly string[];
      readonly acr: string | undefined;
    }
  | { readonly kind: 'refused' }
  /** It was right, and is not enough. */
  | { readonly kind: 'second_factor_owed' }
  | { readonly kind: 'blocked' | 'busy'; readonly retryAfter: number };

/** Wrong credentials, counted by client and sender, so that no secret is guessed at leisure and no client locked out. */
export interface CredentialThrottle {
  /** Seconds to wait; undefined where this sender may try this client. */
  waitFor(clientId: string, remoteAddress: string): number | undefined;
  failed(clientId: string, remoteAddress: string): void;
}

/** Requests of those who prove nothing and have something stored all the same, counted by sender. */
export interface SenderLimit {
  /** Counts one; seconds to wait where it is one too many, undefined where it may go on. */
  admit(remoteAddress: string): number | undefined;
}

/**
 * The keys with which a client's signatures are verified: those it registered, or those at its `jwks_uri`. `kid` is the
 * key that is looked for, so that one which is new is found. Empty where they cannot be had; never rejects.
 */
export type FindClientKeys = (client: Client, kid: string | undefined) => Promise<readonly VerificationKey[]>;

/** What is at a `request_uri`, of which its caller has made sure that the client registered it; undefined where it cannot be had. Never rejects. */
export type FindRequestObject = (requestUri: string) => Promise<string | undefined>;

export interface IssuerContext {
  readonly issuer: string;
  readonly pool: PoolId;
  readonly clock: Clock;
  readonly random: Random;
  readonly signers: Signers;
  readonly stores: ProtocolStores;
  readonly userAgent: UserAgent;
  readonly audit: AuditTrail;
  /** Holds a name and a password against the users of the pool, throttled over all doors. */
  readonly verifyPassword: (attempt: PasswordAttempt) => Promise<PasswordVerdict>;
  /** The values of `acr` that a sign-in here can reach, from the weakest to the strongest. */
  readonly acrValues: readonly string[];
  readonly credentialThrottle: CredentialThrottle;
  readonly publicClientLimit: SenderLimit;
  /** Where an end-user types the code of a device. */
  readonly deviceVerificationUri: string;
  /** 32 bytes of this pool, for the MAC of its refresh tokens. */
  readonly refreshTokenKey: KeyObject;
  /** 32 bytes of this pool, for the MAC of its opaque access tokens. */
  readonly accessTokenKey: KeyObject;
  /** 32 bytes of this pool, from which pairwise subjects are made. Should it change, all of them change. */
  readonly pairwiseKey: Buffer;
  readonly findClientKeys: FindClientKeys;
  readonly findRequestObject: FindRequestObject;
  /** Logout tokens were queued: to be sent soon. Never fails, never waits. */
  readonly logoutsQueued: () => void;
  /** The signer of what is signed for a client: one of ours, or the client's own secret (HS256). */
  readonly clientSigner: (client: Client, alg: SigningAlg) => Signer;
  /** The scopes and the claims about end-users that clients of the pool can have, those of single ones among them. Another object after every change. */
  readonly supportedClaims: () => { readonly scopes: readonly string[]; readonly claims: readonly string[] };
  /** Undefined where clients cannot register themselves. */
  readonly clientRegistry: ClientRegistry | undefined;
  /** The page about a rule. */
  readonly errorUri: (rule: RuleId) => string;
}
