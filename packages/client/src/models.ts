/** What the samples of the GenAuth SDK import beside the client: types alone. */
export type { TokenSet as OIDCTokenResponse } from './token-set.ts';
