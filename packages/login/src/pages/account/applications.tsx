/** Which applications may act for an end-user, and the buttons that take it back. */
import type { JSX } from 'preact';
import { Button, Form } from '../elements/form.tsx';
import { Instant } from '../elements/instant.tsx';
import { Name, Phrase, plainName } from '../elements/phrase.tsx';
import type { SectionProperties } from './view.ts';

export function GrantedApplications({ view, say }: SectionProperties): JSX.Element {
  const { locale, base, ticket, applications } = view;
  return (
    <section class="symbolon-section" aria-labelledby="applications">
      <h2 id="applications">{say('account.applications')}</h2>
      {applications.length === 0 ? (
        <p class="symbolon-muted">{say('account.applications_none')}</p>
      ) : (
        <ul class="symbolon-list">
          {applications.map(({ clientId, name, scope, grantedAt }, index) => (
            <li key={clientId} class="symbolon-row">
              <div>
                <p class="symbolon-list__title">
                  <Name>{name}</Name>
                </p>
                <p class="symbolon-list__detail">
                  <Phrase
                    locale={locale}
                    message="account.application_since"
                    values={{ time: <Instant at={grantedAt} locale={locale} /> }}
                  />
                </p>
                <p class="symbolon-list__detail">
                  <code dir="ltr">{plainName(scope.join(' '))}</code>
                </p>
              </div>
              <Form action={`${base}/applications`} ticket={ticket}>
                <Button
                  id={`revoke-${index}`}
                  rank="secondary"
                  sends={{ name: 'client_id', value: clientId }}
                  label={say('account.application_revoke_label', { application: plainName(name) })}
                >
                  {say('account.application_revoke')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
