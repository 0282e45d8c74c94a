/** Clients that register themselves, as the endpoints ask for it — RFC 7591, RFC 7592. */
import type { JsonObject } from '@symbolon/foundation';

/** A client that registered itself. */
export interface RegisteredClient {
  readonly clientId: string;
  /** All that is registered, in the words of RFC 7591 §2. */
  readonly metadata: JsonObject;
  /** Undefined where it has none. */
  readonly secret: string | undefined;
  readonly issuedAt: number;
}

export type RegistrationOutcome =
  | { readonly kind: 'registered'; readonly client: RegisteredClient; readonly accessToken: string }
  | { readonly kind: 'refused'; readonly of: 'redirect-uri' | 'metadata'; readonly description: string }
  /** Too many have registered. `retryAfter` in seconds. */
  | { readonly kind: 'full'; readonly retryAfter: number }
  /** The registration access token is not, or no longer, that of the client. */
  | { readonly kind: 'unknown' };

export type Admission =
  | { readonly kind: 'admitted' | 'unknown' }
  /** Too many have registered in the same way. `retryAfter` in seconds. */
  | { readonly kind: 'limited'; readonly retryAfter: number };

/** Every change is durable, and in force, once it is told. */
export interface ClientRegistry {
  /** Whether one who shows this initial access token, or none, may register now; where so, it is counted. */
  admit(initialAccessToken: string | undefined, remoteAddress: string): Promise<Admission>;
  register(metadata: JsonObject): Promise<RegistrationOutcome>;
  /** The client where the token is its own and it is enabled. */
  find(clientId: string, accessToken: string): Promise<RegisteredClient | undefined>;
  /** Puts the metadata in the place of all that was registered; the token stays. */
  replace(clientId: string, accessToken: string, metadata: JsonObject): Promise<RegistrationOutcome>;
  remove(clientId: string, accessToken: string): Promise<'removed' | 'unknown'>;
  /** Makes an access token worthless that was shown for another client than `clientId`, its own; whose it was. */
  revokeMisused(clientId: string, accessToken: string): Promise<string | undefined>;
}
