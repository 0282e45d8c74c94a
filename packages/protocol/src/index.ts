/** OAuth 2.0 and OpenID Connect as functions of a request and what is handed in. */
export * from './client.ts';
export type * from './events.ts';
export * from './stores/index.ts';
