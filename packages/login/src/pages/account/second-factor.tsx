/** The authenticator app of an end-user: set up, given new recovery codes, removed. */
import type { JSX } from 'preact';
import { Button, Form } from '../elements/form.tsx';
import { Instant } from '../elements/instant.tsx';
import { Link } from '../elements/link.tsx';
import { Phrase } from '../elements/phrase.tsx';
import type { SectionProperties } from './view.ts';

export function SecondFactor({ view, say }: SectionProperties): JSX.Element | null {
  const { locale, base, ticket, factor } = view;
  if (factor.kind === 'off') return null;
  return (
    <section class="symbolon-section" aria-labelledby="factor">
      <h2 id="factor">{say('account.factor')}</h2>
      <ul class="symbolon-list">
        <li class="symbolon-row">
          <div>
            <p class="symbolon-list__title">{say('account.factor_app')}</p>
            {factor.kind === 'set' ? (
              <p class="symbolon-list__detail">
                <Phrase
                  locale={locale}
                  message="account.factor_since"
                  values={{
                    time: <Instant at={factor.since} locale={locale} />,
                    count: String(factor.recoveryCodes),
                  }}
                />
              </p>
            ) : (
              <>
                <p class="symbolon-list__detail">{say('account.factor_none')}</p>
                <p class="symbolon-small">
                  <Link href={`${base}/authenticator`}>{say('account.factor_set_up')}</Link>
                </p>
              </>
            )}
          </div>
          {factor.kind === 'none' ? null : (
            <Form action={`${base}/authenticator-change`} ticket={ticket}>
              <div class="symbolon-actions--row">
                <Button id="factor-renew" rank="secondary" sends={{ name: 'change', value: 'renew' }}>
                  {say('account.factor_renew')}
                </Button>
                <Button id="factor-remove" rank="secondary" sends={{ name: 'change', value: 'remove' }}>
                  {say('account.factor_remove')}
                </Button>
              </div>
            </Form>
          )}
        </li>
      </ul>
    </section>
  );
}
