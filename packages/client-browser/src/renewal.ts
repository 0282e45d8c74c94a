/** New tokens without the end-user: by refresh token, else by an unseen frame; one at a time — RFC 6749 §6, OIDC Core §12. */
import {
  AuthenticationError,
  createAuthorizationRequest,
  type Provider,
  RefusedError,
  type ResponseType,
  refreshTokens,
} from '@symbolon/client';
import type { KeptSignIn } from './kept-sign-in.ts';
import { completeLogin } from './login.ts';
import { isDue, isSameSignIn, refreshedSignIn, type SignIn, secondsLeft } from './sign-in.ts';
import { responseBySilentFrame } from './silent-frame.ts';

export class Renewal {
  readonly #provider: Provider;
  readonly #responseType: ResponseType;
  readonly #kept: KeptSignIn;
  #running: Promise<SignIn> | undefined;

  constructor(provider: Provider, responseType: ResponseType, kept: KeptSignIn) {
    this.#provider = provider;
    this.#responseType = responseType;
    this.#kept = kept;
  }

  /** However many ask, in this tab or in those that share the store, one request goes out. */
  run(minimumLifetime: number | undefined): Promise<SignIn> {
    this.#running ??= this.#kept
      .alone(() => this.#renew(minimumLifetime))
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  async #renew(minimumLifetime: number | undefined): Promise<SignIn> {
    const { ends } = this.#kept;
    const before = await this.#kept.read();
    // Another tab was here first.
    if (before !== undefined && !isDue(before, minimumLifetime, this.#provider.settings.now())) return before;
    return (await this.#byRefreshToken(before, ends)) ?? this.#bySilentFrame(ends);
  }

  /** Undefined where there is no refresh token that the provider takes. Any other failure leaves it where it is. */
  async #byRefreshToken(before: SignIn | undefined, ends: number): Promise<SignIn | undefined> {
    const refreshToken = before?.tokens?.refresh_token;
    if (before === undefined || refreshToken === undefined) return undefined;
    const obtainedAt = this.#provider.settings.now();
    try {
      const fresh = await this.#refresh(refreshToken, before.user?.sub);
      return await this.#settle(before, refreshedSignIn(before, obtainedAt, fresh), ends);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.error !== 'invalid_grant') throw error;
      const now = await this.#kept.read();
      // A tab without a lock to wait for has spent it.
      if (now !== undefined && !isSameSignIn(now, before)) return now;
      if (now !== undefined) await this.#kept.dropRefreshToken(now);
      return undefined;
    }
  }

  /** Once more where the answer was lost: a provider that knows the repeat answers as before. */
  async #refresh(refreshToken: string, subject: string | undefined) {
    const attempt = () =>
      refreshTokens(this.#provider, refreshToken, subject === undefined ? {} : { subject });
    return attempt().catch(error => {
      const isLost = error instanceof AuthenticationError && ['network', 'timeout'].includes(error.code);
      if (!isLost || !navigator.onLine) throw error;
      return attempt();
    });
  }

  async #bySilentFrame(ends: number): Promise<SignIn> {
    const before = await this.#kept.read();
    const request = await createAuthorizationRequest(this.#provider, {
      responseType: this.#responseType,
      responseMode: 'web_message',
      prompt: 'none',
      ...(before?.idToken !== undefined && { idTokenHint: before.idToken }),
    });
    try {
      const { signIn } = await completeLogin(this.#provider, await responseBySilentFrame(request), request);
      if (before?.user !== undefined && signIn.user?.sub !== before.user.sub)
        throw new AuthenticationError('invalid_token', 'Another end-user is signed in at the provider now.');
      return await this.#settle(before, signIn, ends);
    } catch (error) {
      const isOver = error instanceof RefusedError && error.error === 'login_required';
      if (isOver && before !== undefined && secondsLeft(before, this.#provider.settings.now()) <= 0)
        await this.#kept.drop();
      throw error;
    }
  }

  /** What another tab wrote, or a logout, came later and counts. */
  async #settle(before: SignIn | undefined, after: SignIn, ends: number): Promise<SignIn> {
    if (await this.#kept.replace(before, after, ends)) return after;
    const now = await this.#kept.read();
    if (now !== undefined) return now;
    throw new RefusedError({
      error: 'login_required',
      errorDescription: 'The end-user signed out meanwhile.',
    });
  }
}
