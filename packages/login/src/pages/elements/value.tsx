/** A value to be copied: an id, an address, a token; whole, in monospace. */
import type { JSX } from 'preact';
import type { Say } from '../messages.ts';
import { Link } from './link.tsx';

interface CopyButtonProperties {
  readonly say: Say;
  /** The id of the element whose text is copied. */
  readonly source: string;
  /** What it is, for those who hear the page. */
  readonly what: string;
}

export function CopyButton({ say, source, what }: CopyButtonProperties): JSX.Element {
  return (
    <button
      type="button"
      class="symbolon-copy"
      hidden
      aria-label={say('copy.label', { what })}
      aria-live="polite"
      data-copy={source}
      data-done={say('copy.copied')}
    >
      {say('copy.copy')}
    </button>
  );
}

interface CopyableValueProperties {
  readonly say: Say;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Where the value leads, if one may look there. */
  readonly href?: string | undefined;
  readonly help?: string;
}

export function CopyableValue({ say, id, label, value, href, help }: CopyableValueProperties): JSX.Element {
  return (
    <div class="symbolon-field">
      <span class="symbolon-term">{label}</span>
      <div class="symbolon-value">
        <span id={id}>{href === undefined ? value : <Link href={href}>{value}</Link>}</span>
        <CopyButton say={say} source={id} what={label} />
      </div>
      {help === undefined ? null : <p class="symbolon-help">{help}</p>}
    </div>
  );
}
