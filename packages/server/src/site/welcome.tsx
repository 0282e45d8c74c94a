/** The page at the root: what runs here, and the way into it. */
import {
  Button,
  CopyableValue,
  Form,
  Head,
  Link,
  Notice,
  renderDocument,
  type Say,
  type Surroundings,
  speaker,
} from '@symbolon/login';
import type { JSX } from 'preact';

export interface Address {
  readonly label: string;
  readonly url: string;
  /** A document can be looked at in the browser, an endpoint is only called. */
  readonly kind: 'document' | 'endpoint';
}

export interface WelcomeView extends Surroundings {
  readonly issuer: string;
  /** Shown below the issuer, in this order; the discovery document first. */
  readonly addresses: readonly Address[];
  /** Where the form goes that starts a sign-in to the built-in demo application; undefined where there is none. */
  readonly startAction: string | undefined;
  /** `password` only where it was made up at the first start and never changed. */
  readonly demoUser: { readonly username: string; readonly password?: string | undefined } | undefined;
  /** Places one may go on to: console, documentation. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** The start-up log holds a link that makes the first administrator, and nobody has followed it yet. */
  readonly setup: 'pending' | 'done';
}

export function renderWelcomePage(view: WelcomeView): string {
  const { locale, frame } = view;
  const say = speaker(locale);
  return renderDocument({
    title: 'Symbolon',
    locale,
    frame,
    layout: 'column',
    children: (
      <>
        <div class="symbolon-opening">
          <Head title={say('welcome.title')}>
            <p>{say('welcome.intro')}</p>
          </Head>
          {view.setup === 'pending' ? <Notice tone="information">{say('welcome.setup')}</Notice> : null}
        </div>
        {view.startAction === undefined ? null : (
          <Experience view={view} action={view.startAction} say={say} />
        )}
        <Addresses view={view} say={say} />
        {view.links.length === 0 ? null : (
          <ul class="symbolon-links">
            {view.links.map(({ label, href }) => (
              <li key={label}>
                <Link href={href}>{label}</Link>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  });
}

function Addresses({ view: { issuer, addresses }, say }: { view: WelcomeView; say: Say }): JSX.Element {
  return (
    <section class="symbolon-section">
      <h2>{say('welcome.addresses')}</h2>
      <div class="symbolon-values">
        <CopyableValue
          say={say}
          id="issuer"
          label={say('welcome.issuer')}
          value={issuer}
          help={say('welcome.issuer_help')}
        />
        {addresses.map(({ label, url, kind }, index) => (
          <CopyableValue
            key={label}
            say={say}
            id={`address-${index}`}
            label={label}
            value={url}
            href={kind === 'document' ? url : undefined}
          />
        ))}
      </div>
    </section>
  );
}

function Experience({
  view: { demoUser },
  action,
  say,
}: {
  view: WelcomeView;
  action: string;
  say: Say;
}): JSX.Element {
  return (
    <section class="symbolon-section">
      <h2>{say('welcome.experience')}</h2>
      {demoUser === undefined ? (
        <p>{say('welcome.experience_text')}</p>
      ) : (
        <>
          <p>{say('welcome.experience_as')}</p>
          <div class="symbolon-pair">
            <CopyableValue
              say={say}
              id="demo-username"
              label={say('account.username')}
              value={demoUser.username}
            />
            {demoUser.password === undefined ? null : (
              <CopyableValue
                say={say}
                id="demo-password"
                label={say('login.password')}
                value={demoUser.password}
              />
            )}
          </div>
        </>
      )}
      <Form action={action}>
        <div class="symbolon-actions symbolon-actions--row">
          <Button id="experience" rank="primary">
            {say('welcome.start')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
