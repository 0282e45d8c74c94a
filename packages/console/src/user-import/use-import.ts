/** The state of an import, for its page. */

import { type Batch, batchesOf, type UserDocument } from '@symbolon/user-file';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import { beginning, type Standing, sendAll } from './import-run.ts';

export type Import =
  | { readonly kind: 'ready' }
  | { readonly kind: 'sending'; readonly standing: Standing }
  | { readonly kind: 'stopped'; readonly standing: Standing; readonly error: Error }
  | { readonly kind: 'done'; readonly standing: Standing };

/** Users that are to be sent, with their rows in the file. */
export interface Prepared {
  readonly users: readonly UserDocument[];
  readonly rows: readonly number[];
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export function useImport(pool: string, { users, rows }: Prepared) {
  const cache = useQueryClient();
  const [state, setState] = useState<Import>({ kind: 'ready' });
  const isLeft = useRef(false);
  const begun = useRef({ id: '', batches: batchesOf([]), rows });
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  useWarning(state.kind === 'sending');

  async function goOn(from: Standing): Promise<void> {
    let standing = from;
    setState({ kind: 'sending', standing });
    const told = (now: Standing) => {
      standing = now;
      setState({ kind: 'sending', standing });
    };
    const { id, batches } = begun.current;
    // The same batch has the same key: one whose answer was lost is answered alike, and imported once.
    const send = async (batch: Batch) => {
      const some: readonly object[] = batch.users;
      const sent = { at: { pool }, body: { users: some }, idempotencyKey: `${id}-${batch.from}` };
      return (await call('POST /pools/{pool}/users/import', sent)).answer;
    };
    try {
      await sendAll(
        { batches, rows: begun.current.rows, send, told, isLeft: () => isLeft.current },
        standing,
      );
      setState({ kind: 'done', standing });
    } catch (error) {
      setState({ kind: 'stopped', standing, error: asError(error) });
    }
    await cache.invalidateQueries();
  }

  return {
    state,
    begin: () => {
      begun.current = { id: crypto.randomUUID(), batches: batchesOf(users), rows };
      return goOn(beginning);
    },
    resume: () => (state.kind === 'stopped' ? goOn(state.standing) : undefined),
    forget: () => setState({ kind: 'ready' }),
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
