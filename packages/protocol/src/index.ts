/** OAuth 2.0 and OpenID Connect as functions of a request and what is handed in. */
export * from './authorization-server.ts';
export { isReservedClaim } from './claims/claim-layout.ts';
export { isScopeOf } from './claims/resource-scopes.ts';
export { claimsOfScope, standardScopes } from './claims/scopes.ts';
export * from './client.ts';
export { clientAuthenticationMethods } from './client-authentication/index.ts';
export type * from './client-registry.ts';
export type { CrossOrigin, Method } from './endpoints/index.ts';
export * from './errors.ts';
export type * from './events.ts';
export type * from './interactions.ts';
export type * from './issuer-context.ts';
export { deliveryLifetime, type LogoutMessage } from './logout/back-channel.ts';
export { browserState } from './logout/session-state.ts';
export * from './responses.ts';
export * from './rules.ts';
export type * from './stores/index.ts';
