/** What an end-user signs in with. */
import type { JSX } from 'preact';
import { Link } from '../elements/link.tsx';
import { plainName } from '../elements/phrase.tsx';
import type { SectionProperties } from './view.ts';

export function Addresses({ view, say }: SectionProperties): JSX.Element {
  const { base, addresses, isManaged, hasPassword } = view;
  const missing = (['email', 'phone'] as const).filter(kind => !addresses.some(each => each.kind === kind));
  return (
    <section class="symbolon-section" aria-labelledby="addresses">
      <h2 id="addresses">{say('account.addresses')}</h2>
      <ul class="symbolon-list">
        {addresses.map(({ kind, value, isProven }) => (
          <li key={value}>
            <p class="symbolon-list__title">
              <bdi>{plainName(value)}</bdi>
            </p>
            <p class="symbolon-list__detail">
              {say(`account.${kind}`)}
              {isProven === undefined ? '' : ` · ${say(isProven ? 'account.proven' : 'account.unproven')}`}
            </p>
            {isManaged || kind === 'username' ? null : (
              <p class="symbolon-small">
                <Link href={`${base}/${kind}`}>{say(`account.${kind}_change`)}</Link>
              </p>
            )}
          </li>
        ))}
        {missing.map(kind => (
          <li key={kind}>
            <p class="symbolon-list__title">{say(`account.${kind}`)}</p>
            <p class="symbolon-list__detail">{say('account.address_none')}</p>
            {isManaged ? null : (
              <p class="symbolon-small">
                <Link href={`${base}/${kind}`}>{say(`account.${kind}_add`)}</Link>
              </p>
            )}
          </li>
        ))}
        <li>
          <p class="symbolon-list__title">{say('account.password')}</p>
          <p class="symbolon-list__detail">
            {hasPassword ? say('account.password_set') : say('account.password_none')}
          </p>
          {isManaged ? null : (
            <p class="symbolon-small">
              <Link href={`${base}/password`}>{say('account.password_change')}</Link>
            </p>
          )}
        </li>
      </ul>
    </section>
  );
}
