/** The client of an application that runs in the browser: sign-in, living tokens, sign-out. */
import {
  AuthenticationError,
  type AuthResult,
  createAuthorizationRequest,
  createLogoutUrl,
  createProvider,
  type Provider,
  type ResponseType,
  revokeToken,
  settingsOf,
  type TokenSet,
} from '@symbolon/client';
import { responseIn, withoutResponse } from './callback-address.ts';
import { type Change, KeptSignIn } from './kept-sign-in.ts';
import { completeLogin, type LoginResult } from './login.ts';
import type {
  BrowserClientOptions,
  LogoutRedirectOptions,
  PopupOptions,
  RedirectOptions,
  TokenOptions,
} from './options.ts';
import { keepLogin, takeLogin } from './pending-login.ts';
import { responseByPopup } from './popup.ts';
import { Renewal } from './renewal.ts';
import { isDue, restoredSignIn, type SignIn, secondsLeft, type User } from './sign-in.ts';
import { memoryStore } from './store.ts';

/** One for each application and page. */
export class BrowserClient {
  readonly #provider: Provider;
  readonly #responseType: ResponseType;
  readonly #kept: KeptSignIn;
  readonly #renewal: Renewal;
  readonly #callbacks = new Map<string, Promise<LoginResult>>();
  readonly #open = new AbortController();

  constructor(options: BrowserClientOptions) {
    if (typeof window === 'undefined')
      throw new AuthenticationError(
        'configuration',
        'There is no browser here: make a BrowserClient where the page runs. For a server there is @symbolon/client.',
      );
    if (!isSecureContext)
      throw new AuthenticationError(
        'configuration',
        'This page must be served over https or from localhost: the browser keeps its cryptography from others.',
      );
    const { responseType = 'code', store = memoryStore(), ...rest } = options;
    const settings = settingsOf({ timeout: 8000, ...rest });
    this.#provider = createProvider(settings);
    this.#responseType = responseType;
    this.#kept = new KeptSignIn(store, `symbolon:${settings.issuer}:${settings.clientId}`);
    this.#renewal = new Renewal(this.#provider, responseType, this.#kept);
    window.addEventListener('online', () => void this.#catchUp(), { signal: this.#open.signal });
  }

  /** Leaves this page for the hosted login; the answer comes to `redirectUri`. */
  async loginWithRedirect({ appState, ...options }: RedirectOptions = {}): Promise<void> {
    const { url, ...transaction } = await createAuthorizationRequest(this.#provider, {
      ...options,
      responseType: this.#responseType,
    });
    keepLogin({ transaction, appState });
    location.assign(url);
  }

  /** The answer to `loginWithRedirect`; it is taken out of the address bar, and works once. */
  handleRedirectCallback(url: string = location.href): Promise<LoginResult> {
    // A page that is built twice, as some frameworks do, asks twice.
    const running = this.#callbacks.get(url) ?? this.#callback(url);
    this.#callbacks.set(url, running);
    return running.finally(() => this.#callbacks.delete(url));
  }

  /** The hosted login in a window of its own. Call it while a click is being handled. */
  async loginWithPopup({
    features = 'popup,width=480,height=720',
    ...options
  }: PopupOptions = {}): Promise<LoginResult> {
    const [parameters, request] = await responseByPopup(
      () =>
        createAuthorizationRequest(this.#provider, {
          ...options,
          responseType: this.#responseType,
          responseMode: 'web_message',
        }),
      features,
    );
    const { signIn, result } = await completeLogin(this.#provider, parameters, request);
    await this.#kept.write('signed-in', signIn);
    return result;
  }

  /**
   * Living tokens, renewed when due, by whichever tab comes first. A `RefusedError` says that the end-user must sign in; any
   * other failure says nothing about that.
   */
  async getTokens({ minimumLifetime }: TokenOptions = {}): Promise<TokenSet> {
    const hasAccessToken = this.#responseType === 'code' || this.#responseType.split(' ').includes('token');
    if (!hasAccessToken)
      throw new AuthenticationError(
        'configuration',
        `The response type ${this.#responseType} gives the browser no access token.`,
      );
    const { now } = this.#provider.settings;
    const kept = await this.#kept.read();
    if (kept !== undefined && !isDue(kept, minimumLifetime, now())) return tokensOf(kept);
    try {
      return tokensOf(await this.#renewal.run(minimumLifetime));
    } catch (error) {
      const isGoodEnough =
        minimumLifetime === undefined && kept !== undefined && secondsLeft(kept, now()) > 0;
      if (isGoodEnough) return tokensOf(kept);
      throw error;
    }
  }

  async getAccessToken(options: TokenOptions = {}): Promise<string> {
    return (await this.getTokens(options)).access_token;
  }

  /** Claims of the verified ID token; undefined where nobody is signed in. Asks nobody. */
  async getUser(): Promise<User | undefined> {
    return (await this.#kept.read())?.user;
  }

  /** Whether somebody is signed in here, as far as this browser knows, online or not. */
  async isAuthenticated(): Promise<boolean> {
    return (await this.#kept.read()) !== undefined;
  }

  /** Whether there is no access token that still lives; `getTokens` gets one where it can. */
  async isExpired(): Promise<boolean> {
    const kept = await this.#kept.read();
    return kept === undefined || secondsLeft(kept, this.#provider.settings.now()) <= 0;
  }

  /**
   * Starts from what an application kept, without a request: its end-user is known at once, and its tokens are renewed when
   * due and online. Does nothing where a sign-in is kept already, since that one is the newer.
   */
  async restore(authResult: AuthResult): Promise<void> {
    if ((await this.#kept.read()) === undefined)
      await this.#kept.write('signed-in', restoredSignIn(authResult, this.#provider.settings.now()));
  }

  /** Calls back whenever somebody signed in, tokens were renewed or somebody signed out, here or in a tab that shares the store. */
  onChange(listener: (change: Change) => void): () => void {
    return this.#kept.onChange(listener);
  }

  /** Signs out here and in all tabs, ends the refresh token, and leaves for the provider to sign out there. */
  async logout(options: LogoutRedirectOptions = {}): Promise<void> {
    const kept = await this.forget();
    const url = await createLogoutUrl(this.#provider, {
      ...options,
      ...(kept?.idToken !== undefined && { idToken: kept.idToken }),
    });
    const refreshToken = kept?.tokens?.refresh_token;
    // It may be refused or lost: nobody holds it any more.
    if (refreshToken !== undefined) await revokeToken(this.#provider, refreshToken).catch(() => undefined);
    location.assign(url);
  }

  /** Signs out of this application alone, in all tabs; the session at the provider goes on. */
  async forget(): Promise<SignIn | undefined> {
    const kept = await this.#kept.read();
    await this.#kept.end();
    return kept;
  }

  /** Ends listening, for a client that is replaced within its page. What is kept stays. */
  close(): void {
    this.#open.abort();
    this.#kept.close();
  }

  async #callback(url: string): Promise<LoginResult> {
    const address = new URL(url);
    try {
      const parameters = responseIn(address);
      const { transaction, appState } = takeLogin(parameters.get('state'));
      const { signIn, result } = await completeLogin(this.#provider, parameters, transaction);
      await this.#kept.write('signed-in', signIn);
      return appState === undefined ? result : { ...result, appState };
    } finally {
      if (url === location.href) history.replaceState(history.state, '', withoutResponse(address));
    }
  }

  /** Back online: what expired meanwhile is renewed before anybody waits for it. */
  async #catchUp(): Promise<void> {
    const kept = await this.#kept.read();
    if (kept?.tokens !== undefined && isDue(kept, undefined, this.#provider.settings.now()))
      // Who asks for tokens next hears of it.
      await this.#renewal.run(undefined).catch(() => undefined);
  }
}

function tokensOf({ tokens }: SignIn): TokenSet {
  if (tokens !== undefined) return tokens;
  throw new AuthenticationError('configuration', 'This sign-in came without an access token.');
}
