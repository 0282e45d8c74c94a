/** Device authorization requests: begun on one device, decided on another, polled for meanwhile — RFC 8628. */
import type { PoolId } from '@symbolon/foundation';

export interface DeviceRequest {
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly expiresAt: number;
}

/** Who said yes, and how they had signed in. */
export interface DeviceApproval {
  readonly userId: string;
  readonly sid: string;
  readonly authTime: number;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
}

export type Poll =
  | { readonly kind: 'unknown' | 'expired' | 'pending' | 'slow_down' | 'denied' }
  | { readonly kind: 'approved'; readonly request: DeviceRequest; readonly approval: DeviceApproval };

export interface DeviceRequestStore {
  /** `taken`: the user code is in use; try another. */
  begin(
    pool: PoolId,
    deviceHash: string,
    userCodeHash: string,
    request: DeviceRequest,
    interval: number,
  ): Promise<'begun' | 'taken'>;

  /** The request behind a user code, as long as it is neither decided nor expired. */
  find(pool: PoolId, userCodeHash: string, at: number): Promise<DeviceRequest | undefined>;

  /** Decides once: of many callers exactly one is told `decided`. */
  decide(
    pool: PoolId,
    userCodeHash: string,
    at: number,
    approval: DeviceApproval | undefined,
  ): Promise<'decided' | 'refused'>;

  /**
   * Answers a poll of the client that began it. One that comes before its interval is over lengthens the interval by
   * five seconds (RFC 8628 §3.5). An approved request stays until `AuthorizationStore.grant` spends it.
   */
  poll(pool: PoolId, deviceHash: string, clientId: string, at: number): Promise<Poll>;
}
