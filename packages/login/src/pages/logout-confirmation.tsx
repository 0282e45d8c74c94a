/** The page that asks before a session is ended — RP-Initiated Logout §2, §6. */
import type { JSX } from 'preact';
import { Button, Form } from './elements/form.tsx';
import { Name, Phrase, plainName } from './elements/phrase.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface LogoutConfirmationView extends Surroundings {
  /** The application that asks, where it is known. */
  readonly applicationName?: string | undefined;
  readonly userName?: string | undefined;
  /** Where the form goes: fields `ticket` and `decision` (`sign_out` or `stay`). */
  readonly action: string;
  readonly ticket: string;
}

export function renderLogoutConfirmationPage(view: LogoutConfirmationView): string {
  const { locale, frame, applicationName, userName } = view;
  const say = speaker(locale);
  const title =
    applicationName === undefined
      ? say('logout.title')
      : say('logout.title_of', { application: plainName(applicationName) });
  return renderDocument({
    title,
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head
          title={
            applicationName === undefined ? (
              title
            ) : (
              <Phrase
                locale={locale}
                message="logout.title_of"
                values={{ application: <Name>{applicationName}</Name> }}
              />
            )
          }
        >
          <p>
            {userName === undefined ? (
              say('logout.intro_anonymous')
            ) : (
              <Phrase locale={locale} message="logout.intro" values={{ user: <Name>{userName}</Name> }} />
            )}
          </p>
        </Head>
        <Choice view={view} say={say} />
      </>
    ),
  });
}

function Choice({ view: { action, ticket }, say }: { view: LogoutConfirmationView; say: Say }): JSX.Element {
  return (
    <Form action={action} ticket={ticket}>
      <div class="symbolon-actions">
        <Button id="confirm-logout" rank="primary" sends={{ name: 'decision', value: 'sign_out' }}>
          {say('logout.confirm')}
        </Button>
        <Button id="stay" rank="secondary" sends={{ name: 'decision', value: 'stay' }}>
          {say('logout.stay')}
        </Button>
      </div>
    </Form>
  );
}
