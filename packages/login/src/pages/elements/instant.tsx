/** A moment, in words of the page's language; exact on hover. */
import type { JSX } from 'preact';
import type { Locale } from '../messages.ts';

/** `at` in epoch seconds. In UTC, and said so: the page does not know where its reader is. */
export function Instant({ at, locale }: { at: number; locale: Locale }): JSX.Element {
  const moment = new Date(at * 1000);
  const words = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(moment);
  const exact = moment.toISOString().replace('.000Z', 'Z');
  return (
    <time dateTime={exact} title={exact}>
      {`${words} UTC`}
    </time>
  );
}
