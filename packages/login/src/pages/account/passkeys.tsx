/** The passkeys of an end-user, and the way to another one. */
import type { JSX } from 'preact';
import { Button, Form } from '../elements/form.tsx';
import { Instant } from '../elements/instant.tsx';
import { Link } from '../elements/link.tsx';
import { Phrase, plainName } from '../elements/phrase.tsx';
import type { OwnPasskey, SectionProperties } from './view.ts';

export function Passkeys({ view, say }: SectionProperties): JSX.Element | null {
  const { base, ticket, passkeys } = view;
  if (passkeys === undefined) return null;
  return (
    <section class="symbolon-section" aria-labelledby="passkeys">
      <h2 id="passkeys">{say('account.passkeys')}</h2>
      {passkeys.length === 0 ? (
        <p class="symbolon-muted">{say('account.passkeys_none')}</p>
      ) : (
        <ul class="symbolon-list">
          {passkeys.map((passkey, index) => (
            <li key={passkey.credentialId} class="symbolon-row">
              <div>
                <p class="symbolon-list__title">{plainName(passkey.name)}</p>
                <p class="symbolon-list__detail">
                  <Times view={view} passkey={passkey} />
                </p>
              </div>
              <Form action={`${base}/passkey-removal`} ticket={ticket}>
                <Button
                  id={`passkey-remove-${index}`}
                  rank="secondary"
                  sends={{ name: 'credential_id', value: passkey.credentialId }}
                  label={say('account.passkey_remove_label', { name: plainName(passkey.name) })}
                >
                  {say('account.passkey_remove')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link href={`${base}/passkey`}>{say('account.passkey_add')}</Link>
      </p>
    </section>
  );
}

function Times({
  view: { locale },
  passkey: { madeAt, usedAt },
}: Pick<SectionProperties, 'view'> & { readonly passkey: OwnPasskey }): JSX.Element {
  const made = <Instant at={madeAt} locale={locale} />;
  if (usedAt === undefined)
    return <Phrase locale={locale} message="account.passkey_made" values={{ made }} />;
  const used = <Instant at={usedAt} locale={locale} />;
  return <Phrase locale={locale} message="account.passkey_times" values={{ made, used }} />;
}
