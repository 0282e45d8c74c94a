/** Sign-in with any OpenID provider, in the browser. */
export {
  AuthenticationError,
  type AuthResult,
  type ErrorCode,
  RefusedError,
  type ResponseType,
  type TokenSet,
  toAuthResult,
  UnavailableError,
} from '@symbolon/client';
export { BrowserClient } from './browser-client.ts';
export type { Change } from './kept-sign-in.ts';
export { localStore } from './local-store.ts';
export type { LoginResult } from './login.ts';
export type {
  BrowserClientOptions,
  LoginOptions,
  LogoutRedirectOptions,
  PopupOptions,
  RedirectOptions,
  TokenOptions,
} from './options.ts';
export type { SignIn, User } from './sign-in.ts';
export { memoryStore, type Store, sessionStore } from './store.ts';
