/** Sign-in with any OpenID provider: the client, and the parts that other SDKs build on. */
export { type AuthResult, toAuthResult } from './auth-result.ts';
export { AuthenticationClient, type Introspection } from './authentication-client.ts';
export {
  type AuthorizationRequest,
  type AuthorizeOptions,
  createAuthorizationRequest,
  isLoginTransaction,
  type LoginTransaction,
  type ResponseMode,
  type ResponseType,
} from './authorization-request.ts';
export { type AuthorizationResponse, readAuthorizationResponse } from './authorization-response.ts';
export {
  AuthenticationError,
  type ErrorCode,
  type Refusal,
  RefusedError,
  UnavailableError,
} from './errors.ts';
export {
  type ClientCredentialsOptions,
  type CodeOptions,
  exchangeCode,
  type PasswordCredentials,
  type RefreshOptions,
  refreshTokens,
} from './grants.ts';
export { isJson, type Json } from './http.ts';
export { type IdTokenClaims, type IdTokenExpectations, readIdToken, verifyIdToken } from './id-token.ts';
export { type LegacyVerifier, verifyLegacyIdToken } from './legacy-id-token.ts';
export type { NodeRequest, NodeResponse } from './login-cookie.ts';
export { createLogoutUrl, type LogoutOptions } from './logout-url.ts';
/** @hidden Types that the samples of GenAuth import. */
export * as Models from './models.ts';
export {
  type AuthenticationClientOptions,
  type EndpointAuthMethod,
  type KeyPair,
  type Settings,
  type SigningKey,
  settingsOf,
} from './options.ts';
export { fetchUserInfo } from './protected-resource.ts';
export { createProvider, type Metadata, type Provider } from './provider.ts';
export { revokeToken } from './revocation.ts';
export type { TokenSet } from './token-set.ts';
