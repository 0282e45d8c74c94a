/** What somebody who makes an account agrees to: a box to tick for each, `agreement_ID`. */
import type { JSX } from 'preact';
import type { Say } from '../messages.ts';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

export interface AgreementTerms {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly required: boolean;
}

interface AgreementProperties {
  readonly agreements: readonly AgreementTerms[];
  /** By the names of the boxes. */
  readonly ticked: ReadonlyMap<string, string>;
  /** The id of one that was left out. */
  readonly missing: string | undefined;
  readonly say: Say;
}

export function AgreementFields({
  agreements,
  ticked,
  missing,
  say,
}: AgreementProperties): JSX.Element | null {
  if (agreements.length === 0) return null;
  return (
    <div class="symbolon-fields">
      {agreements.map(({ id, title, url, required }) => {
        const name = `agreement_${id}`;
        const isMissing = missing === id;
        const [before = '', after = ''] = say('sign_up.agreement', { title: '\0' }).split('\0');
        return (
          <div class="symbolon-field" key={id}>
            <label class="symbolon-check" for={name}>
              <input
                type="checkbox"
                id={name}
                name={name}
                required={required}
                checked={ticked.has(name)}
                aria-invalid={isMissing ? 'true' : undefined}
                aria-describedby={isMissing ? `${name}-error` : undefined}
              />
              <span>
                {before}
                <Link href={url}>{title}</Link>
                {after}
              </span>
            </label>
            {isMissing ? (
              <p class="symbolon-error" id={`${name}-error`}>
                <Icon name="danger" />
                <span>{say('sign_up.agreement_missing')}</span>
              </p>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
