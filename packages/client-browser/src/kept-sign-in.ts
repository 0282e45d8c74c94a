/** The sign-in of this application in this browser: its store, who listens, and the tabs beside this one. */
import type { TokenSet } from '@symbolon/client';
import { isSameSignIn, type SignIn, type User } from './sign-in.ts';
import type { Store } from './store.ts';

export type Change =
  | {
      readonly kind: 'signed-in' | 'renewed';
      readonly user: User | undefined;
      readonly tokens: TokenSet | undefined;
    }
  | { readonly kind: 'signed-out' };

type Listener = (change: Change) => void;

/**
 * What tabs tell each other: never a token, since those of one tab are not another's. Where the store is shared, the others
 * find there what has changed; `end` is a logout, which every tab follows.
 */
type Word = Change['kind'] | 'end';

export class KeptSignIn {
  readonly #store: Store;
  readonly #key: string;
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<Listener>();
  #ends = 0;
  /** What the store would not take: this page goes on with it. */
  #unwritten: SignIn | undefined;

  constructor(store: Store, key: string) {
    this.#store = store;
    this.#key = key;
    this.#channel = new BroadcastChannel(key);
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => void this.#hear(data);
  }

  /** How often it was ended: what was begun before an end must not be written after it. */
  get ends(): number {
    return this.#ends;
  }

  async read(): Promise<SignIn | undefined> {
    return this.#unwritten ?? this.#store.read(this.#key);
  }

  async write(kind: 'signed-in' | 'renewed', signIn: SignIn): Promise<void> {
    await this.#put(signIn);
    this.#notify(kind, signIn);
    if (this.#isShared) this.#tell(kind);
  }

  /** False where another has been written, or it was ended, since `before` was read and `ends` were counted. */
  async replace(before: SignIn | undefined, after: SignIn, ends: number): Promise<boolean> {
    if (ends !== this.#ends || !isSameSignIn(await this.read(), before)) return false;
    await this.write('renewed', after);
    return true;
  }

  /** The refresh token is of no use any more; the rest is. */
  async dropRefreshToken(signIn: SignIn): Promise<SignIn> {
    if (signIn.tokens === undefined) return signIn;
    const { refresh_token: _, ...tokens } = signIn.tokens;
    const rest = { ...signIn, tokens };
    await this.#put(rest);
    return rest;
  }

  /** It has come to its end by itself: other tabs with a set of their own keep theirs. */
  async drop(): Promise<void> {
    await this.#clear();
    if (this.#isShared) this.#tell('signed-out');
  }

  /** The end-user left: it is over in every tab. */
  async end(): Promise<void> {
    await this.#clear();
    this.#tell('end');
  }

  /** Does it while no other tab that shares the store does the like — Web Locks. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#isShared && 'locks' in navigator ? navigator.locks.request(this.#key, work) : work();
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
  }

  get #isShared(): boolean {
    return this.#store.isShared !== false;
  }

  /** Where the store is full, what it holds is spent by now: sent again it would count as stolen. */
  async #put(signIn: SignIn): Promise<void> {
    try {
      await this.#store.write(this.#key, signIn);
      this.#unwritten = undefined;
    } catch (problem) {
      this.#unwritten = signIn;
      await this.#store.clear(this.#key);
      reportError(problem);
    }
  }

  async #clear(): Promise<void> {
    this.#ends++;
    const before = await this.read();
    this.#unwritten = undefined;
    await this.#store.clear(this.#key);
    if (before !== undefined) this.#notify('signed-out');
  }

  #tell(word: Word): void {
    this.#channel.postMessage(word);
  }

  async #hear(word: Word): Promise<void> {
    if (!this.#isShared) return word === 'end' ? this.#clear() : undefined;
    this.#unwritten = undefined;
    // The store may hold a later sign-in already: it is believed before the word.
    const signIn = await this.read();
    if (signIn === undefined) {
      this.#ends++;
      this.#notify('signed-out');
    } else if (word === 'signed-in' || word === 'renewed') this.#notify(word, signIn);
  }

  #notify(kind: Change['kind'], signIn?: SignIn): void {
    const change: Change =
      kind === 'signed-out' ? { kind } : { kind, user: signIn?.user, tokens: signIn?.tokens };
    for (const listener of this.#listeners)
      try {
        listener(change);
      } catch (problem) {
        // It is the listener's own: whoever waits for tokens has them all the same.
        reportError(problem);
      }
  }
}
