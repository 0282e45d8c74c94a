/** Where an end-user is signed in, and the buttons that end it there. */
import type { JSX } from 'preact';
import { Button, Form } from '../elements/form.tsx';
import { Instant } from '../elements/instant.tsx';
import { Phrase, plainName } from '../elements/phrase.tsx';
import type { SectionProperties } from './view.ts';

export function OwnSessions({ view, say }: SectionProperties): JSX.Element {
  const { locale, base, ticket, sessions } = view;
  return (
    <section class="symbolon-section" aria-labelledby="sessions">
      <h2 id="sessions">{say('account.sessions')}</h2>
      <ul class="symbolon-list">
        {sessions.map(({ sid, device, signedInAt, usedAt, isThis }, index) => (
          <li key={sid} class="symbolon-row">
            <div>
              <p class="symbolon-list__title">
                {device === undefined ? say('account.device_unknown') : plainName(device)}
                {isThis ? ` · ${say('account.session_this')}` : ''}
              </p>
              <p class="symbolon-list__detail">
                <Phrase
                  locale={locale}
                  message="account.session_times"
                  values={{
                    begun: <Instant at={signedInAt} locale={locale} />,
                    used: <Instant at={usedAt} locale={locale} />,
                  }}
                />
              </p>
            </div>
            {isThis ? null : (
              <Form action={`${base}/sessions`} ticket={ticket}>
                <Button
                  id={`end-${index}`}
                  rank="secondary"
                  sends={{ name: 'sid', value: sid }}
                  label={say('account.session_end_label', {
                    device: device === undefined ? say('account.device_unknown') : plainName(device),
                  })}
                >
                  {say('account.session_end')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length < 2 ? null : (
        <Form action={`${base}/sessions`} ticket={ticket}>
          <div class="symbolon-actions--row">
            <Button id="end-others" rank="secondary" sends={{ name: 'which', value: 'others' }}>
              {say('account.sessions_end_others')}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
