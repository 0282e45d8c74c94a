/** A message with elements in its placeholders, and names that others chose — UAX 9. */
import { type ComponentChild, Fragment, type JSX } from 'preact';
import { type Locale, type MessageKey, type MessageValues, messageParts } from '../messages.ts';

/** A name without the invisible characters that could reorder or hide the text around it. */
export const plainName = (name: string): string => name.replace(/[\p{Bidi_Control}\p{Cc}\p{Zl}\p{Zp}]/gu, '');

/** A name that someone else chose: set apart, so that its direction and its letters stay its own. */
export function Name({ children }: { children: string }): JSX.Element {
  return <bdi class="symbolon-name">{plainName(children)}</bdi>;
}

interface PhraseProperties<Key extends MessageKey> {
  readonly locale: Locale;
  readonly message: Key;
  readonly values: MessageValues<Key, ComponentChild>;
}

export function Phrase<Key extends MessageKey>({
  locale,
  message,
  values,
}: PhraseProperties<Key>): JSX.Element {
  const known = new Map<string, ComponentChild>(Object.entries(values));
  return (
    <>
      {messageParts(locale, message).map((part, index) => (
        <Fragment key={part}>{index % 2 === 0 ? part : known.get(part)}</Fragment>
      ))}
    </>
  );
}
