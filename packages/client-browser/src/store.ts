/** Where a sign-in is kept: in memory, in the tab, in the browser, or wherever the application has it. */
import { isSignIn, type SignIn } from './sign-in.ts';

type Eventually<T> = T | PromiseLike<T>;

/** A key names the application at its provider, so that one store can serve several. */
export interface Store {
  /** False where each tab has its own. Default: true, as with IndexedDB. */
  readonly isShared?: boolean;
  read(key: string): Eventually<SignIn | undefined>;
  write(key: string, signIn: SignIn): Eventually<void>;
  clear(key: string): Eventually<void>;
}

/** Ends with the page. What is nowhere written cannot be read by a script that comes later. */
export function memoryStore(): Store {
  const kept = new Map<string, SignIn>();
  return {
    isShared: false,
    read: key => kept.get(key),
    write: (key, signIn) => void kept.set(key, signIn),
    clear: key => void kept.delete(key),
  };
}

/** Ends with the tab, and outlives a reload. */
export const sessionStore = (): Store => ({
  isShared: false,
  read: key => parse(sessionStorage.getItem(key)),
  write: (key, signIn) => sessionStorage.setItem(key, JSON.stringify(signIn)),
  clear: key => sessionStorage.removeItem(key),
});

/** What cannot be read was not written by us: the same as nothing. */
function parse(text: string | null): SignIn | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isSignIn(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
