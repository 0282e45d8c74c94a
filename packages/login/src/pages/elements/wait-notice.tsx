/** Why nothing was done this time: too often, or too many at once. */
import type { JSX } from 'preact';
import { type Locale, spanInWords, speaker } from '../messages.ts';
import { Notice } from './notice.tsx';

export interface Waiting {
  readonly kind: 'blocked' | 'busy';
  /** Seconds. */
  readonly retryAfter: number;
}

export function WaitNotice({ error, locale }: { error: Waiting; locale: Locale }): JSX.Element {
  const wait = spanInWords(locale, error.retryAfter);
  return (
    <Notice tone={error.kind === 'blocked' ? 'danger' : 'information'}>
      {speaker(locale)(`login.${error.kind}`, { wait })}
    </Notice>
  );
}
