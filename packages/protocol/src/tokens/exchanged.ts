/** What a token request was answered with, and the authorization that it belongs to — RFC 6749 §5.1. */
import type { EventDetails } from '../events.ts';
import type { TokenResponse } from './token-response.ts';

export interface Exchanged {
  readonly response: TokenResponse;
  readonly authorizationId: string;
  /** Undefined where a client acts for itself. */
  readonly userId: string | undefined;
  readonly sid: string | undefined;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  /** What this grant alone decides. */
  readonly details?: EventDetails;
}
