/** A sign-in that outlives the browser, one for all its tabs — Indexed Database API 3.0. */
import { isSignIn } from './sign-in.ts';
import type { Store } from './store.ts';

const name = 'symbolon';

/**
 * In IndexedDB, not in `localStorage`: tabs see what others wrote there some time later, and a tab that reads a spent refresh
 * token sends it again.
 */
export const localStore = (): Store => ({
  isShared: true,
  async read(key) {
    const value: unknown = await act('readonly', kept => kept.get(key));
    return isSignIn(value) ? value : undefined;
  },
  async write(key, signIn) {
    await act('readwrite', kept => kept.put(signIn, key));
  },
  async clear(key) {
    await act('readwrite', kept => kept.delete(key));
  },
});

/** Resolves once it is on the disk: a refresh token that a power cut takes back would count as stolen when it is used again. */
async function act<T>(mode: IDBTransactionMode, work: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  const transaction = database.transaction(name, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(name));
  return new Promise<T>((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
