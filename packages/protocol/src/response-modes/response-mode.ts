/** A response mode: how the parameters travel back — OAuth Multiple Response Types §2.1. */
import type { HttpResponse } from '@symbolon/foundation';

export type ResponseParameters = readonly (readonly [name: string, value: string])[];

export interface ResponseMode {
  readonly name: string;
  /** Whether the server that is redirected to sees the parameters, and whatever logs its addresses. */
  readonly travelsInQuery: boolean;
  /** Whether it takes a page, so that the redirect URI must be one of the web. */
  readonly needsWebOrigin: boolean;
  respond(redirectUri: string, parameters: ResponseParameters): HttpResponse;
}
