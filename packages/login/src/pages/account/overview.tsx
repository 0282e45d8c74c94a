/** The account page: what is known of an end-user, where they are signed in, and which applications may act for them. */
import type { JSX } from 'preact';
import { Button, Form } from '../elements/form.tsx';
import { Link } from '../elements/link.tsx';
import { Notice } from '../elements/notice.tsx';
import { Name, Phrase } from '../elements/phrase.tsx';
import { speaker } from '../messages.ts';
import { Head, renderDocument } from '../shell.tsx';
import { Addresses } from './addresses.tsx';
import { GrantedApplications } from './applications.tsx';
import { Passkeys } from './passkeys.tsx';
import { ProfileSection } from './profile.tsx';
import { SecondFactor } from './second-factor.tsx';
import { OwnSessions } from './sessions.tsx';
import type { AccountView, SectionProperties } from './view.ts';

export function renderAccountPage(view: AccountView): string {
  const { locale, frame, userName, notice, base, ticket } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('account.title'),
    locale,
    frame,
    layout: 'column',
    children: (
      <>
        <div class="symbolon-opening">
          <Head title={say('account.title')}>
            <p>
              <Phrase locale={locale} message="account.intro" values={{ user: <Name>{userName}</Name> }} />
            </p>
          </Head>
          {notice === undefined ? null : (
            <Notice tone={notice === 'address_taken' ? 'danger' : 'success'}>
              {say(`account.${notice}`)}
            </Notice>
          )}
          <div class="symbolon-links">
            <Form action={`${base}/sign-out`} ticket={ticket}>
              <Button id="sign-out" rank="secondary">
                {say('account.sign_out')}
              </Button>
            </Form>
            <Link href={view.switchHref}>{say('account.switch')}</Link>
          </div>
        </div>
        <ProfileSection view={view} say={say} />
        <Addresses view={view} say={say} />
        <SecondFactor view={view} say={say} />
        <Passkeys view={view} say={say} />
        <OwnSessions view={view} say={say} />
        <GrantedApplications view={view} say={say} />
        <OwnData view={view} say={say} />
      </>
    ),
  });
}

function OwnData({ view: { base, isManaged }, say }: SectionProperties): JSX.Element {
  return (
    <section class="symbolon-section" aria-labelledby="data">
      <h2 id="data">{say('account.data')}</h2>
      <p class="symbolon-muted">{say('account.data_text')}</p>
      <p class="symbolon-links">
        <Link href={`${base}/export`}>{say('account.export')}</Link>
        {isManaged ? null : <Link href={`${base}/delete`}>{say('account.delete')}</Link>}
      </p>
    </section>
  );
}
