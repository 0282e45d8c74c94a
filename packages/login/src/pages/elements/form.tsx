/** A form that comes back with its ticket, and the buttons that send it. */
import type { ComponentChildren, JSX } from 'preact';
import { harmlessAddress } from './link.tsx';

interface FormProperties {
  readonly action: string;
  /** Returned untouched in the hidden field `ticket`; left out where the form needs none. */
  readonly ticket?: string | undefined;
  readonly children: ComponentChildren;
}

export function Form({ action, ticket, children }: FormProperties): JSX.Element {
  return (
    <form class="symbolon-form" method="post" action={harmlessAddress(action) ?? ''}>
      {ticket === undefined ? null : <input type="hidden" name="ticket" value={ticket} />}
      {children}
    </form>
  );
}

interface ButtonProperties {
  readonly id: string;
  /** One primary button on a page, or one that ends something for good; the others stand back. */
  readonly rank: 'primary' | 'danger' | 'secondary' | 'quiet';
  readonly children: string;
  /** Sent with the form, so that it says which button was pressed. */
  readonly sends?: { readonly name: string; readonly value: string };
  /** What it does, for those who hear several of the same name. */
  readonly label?: string;
  /** `without_fields`: sends the form even where required fields are empty. */
  readonly checks?: 'fields' | 'without_fields';
}

export function Button({
  id,
  rank,
  sends,
  label,
  checks = 'fields',
  children,
}: ButtonProperties): JSX.Element {
  return (
    <button
      type="submit"
      id={id}
      class={`symbolon-button symbolon-button--${rank}`}
      name={sends?.name}
      value={sends?.value}
      aria-label={label}
      formnovalidate={checks === 'without_fields' ? true : undefined}
    >
      {children}
    </button>
  );
}
