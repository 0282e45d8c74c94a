/** The state of an import, for its page. */
import { type Batch, batchesOf, type Member, type UserDocument } from '@symbolon/user-file';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import { beginning, type Standing, sendAll } from './import-run.ts';
import { forget, type KeptRun, keep } from './kept-run.ts';

export type Import =
  | { readonly kind: 'ready' }
  | { readonly kind: 'sending'; readonly standing: Standing }
  | { readonly kind: 'stopped'; readonly standing: Standing; readonly error: Error }
  /** Begun in a page that was left. */
  | { readonly kind: 'left'; readonly standing: Standing }
  | { readonly kind: 'done'; readonly standing: Standing };

/** Users that are to be sent, with their rows in the file, and what makes them those. */
export interface Prepared {
  readonly users: readonly UserDocument[];
  readonly rows: readonly number[];
  readonly fingerprint: string;
  readonly members: readonly (Member | undefined)[];
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export function useImport(pool: string, { users, rows, fingerprint, members }: Prepared) {
  const cache = useQueryClient();
  const [state, setState] = useState<Import>({ kind: 'ready' });
  const isLeft = useRef(false);
  const id = useRef('');
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  useWarning(state.kind === 'sending');

  async function goOn(from: Standing): Promise<void> {
    let standing = from;
    const told = (now: Standing) => {
      standing = now;
      setState({ kind: 'sending', standing });
      const kept = members.map(member => member ?? null);
      keep(pool, { fingerprint, id: id.current, members: kept, standing });
    };
    told(from);
    // The same batch has the same key: one whose answer was lost is answered alike, and imported once.
    const send = async (batch: Batch) => {
      const some: readonly object[] = batch.users;
      const sent = { at: { pool }, body: { users: some }, idempotencyKey: `${id.current}-${batch.from}` };
      return (await call('POST /pools/{pool}/users/import', sent)).answer;
    };
    try {
      const batches = batchesOf(users);
      await sendAll({ batches, rows, send, told, isLeft: () => isLeft.current }, standing);
      // A page that was left stopped where it stood.
      if (!isLeft.current) forget(pool);
      setState({ kind: 'done', standing });
    } catch (error) {
      setState({ kind: 'stopped', standing, error: asError(error) });
    }
    await cache.invalidateQueries();
  }

  return {
    state,
    begin: () => {
      id.current = crypto.randomUUID();
      return goOn(beginning);
    },
    resume: () => (state.kind === 'stopped' || state.kind === 'left' ? goOn(state.standing) : undefined),
    takeUp: (run: KeptRun) => {
      id.current = run.id;
      setState({ kind: 'left', standing: run.standing });
    },
    reset: () => setState({ kind: 'ready' }),
  };
}

/** The browser asks before a page is left that still sends. */
function useWarning(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isSending]);
}
