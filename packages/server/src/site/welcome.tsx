/** The page at the root: what runs here, and the way into it. */
import {
  Button,
  CopyableValue,
  defaultLocale,
  Form,
  Head,
  Link,
  Notice,
  renderDocument,
  type Say,
  speaker,
} from '@symbolon/login';
import type { JSX } from 'preact';

export interface Address {
  readonly label: string;
  readonly url: string;
  /** A document can be looked at in the browser, an endpoint is only called. */
  readonly kind: 'document' | 'endpoint';
}

export interface WelcomeView {
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
  const say = speaker(defaultLocale);
  return renderDocument({
    title: 'Symbolon',
    locale: defaultLocale,
    layout: 'column',
    children: (
      <>
        <div class="symbolon-opening">
          <Head title="Your sign-in server is running">
            <p>Applications send people here to sign in, and get back tokens that say who they are.</p>
          </Head>
          {view.setup === 'pending' ? (
            <Notice tone="information">
              There is no administrator yet. Open the link that the server printed when it started.
            </Notice>
          ) : null}
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
      <h2>Addresses</h2>
      <div class="symbolon-values">
        <CopyableValue
          say={say}
          id="issuer"
          label="Issuer"
          value={issuer}
          help="All that most libraries need: they find the rest by themselves."
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
      <h2>See it as your users will</h2>
      {demoUser === undefined ? (
        <p>Sign in to the demo application and look inside the tokens it receives.</p>
      ) : (
        <>
          <p>Sign in to the demo application as this user, and look inside the tokens it receives.</p>
          <div class="symbolon-pair">
            <CopyableValue say={say} id="demo-username" label="Username" value={demoUser.username} />
            {demoUser.password === undefined ? null : (
              <CopyableValue say={say} id="demo-password" label="Password" value={demoUser.password} />
            )}
          </div>
        </>
      )}
      <Form action={action}>
        <div class="symbolon-actions symbolon-actions--row">
          <Button id="experience" rank="primary">
            Experience the login
          </Button>
        </div>
      </Form>
    </section>
  );
}
