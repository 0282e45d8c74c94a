/** What the demo application received after the login: each token opened, explained and whole. */
import {
  Button,
  CopyButton,
  defaultLocale,
  Form,
  Head,
  Name,
  Notice,
  renderDocument,
  type Say,
  speaker,
} from '@symbolon/login';
import type { ComponentChildren, JSX } from 'preact';
import { Claims } from './claims.tsx';
import type { TokenView } from './token-view.ts';

export interface DemoView {
  readonly userName: string;
  /** `refreshed` right after the button was pressed. */
  readonly state: 'signed_in' | 'refreshed';
  readonly accessToken: TokenView;
  readonly idToken: TokenView | undefined;
  readonly refreshToken: TokenView | undefined;
  readonly scope: string | undefined;
  /** Seconds. */
  readonly expiresIn: number | undefined;
  readonly userinfo: Readonly<Record<string, unknown>> | undefined;
  /** Where the forms go. */
  readonly signOutAction: string;
  readonly refreshAction: string | undefined;
}

export function renderDemoPage(view: DemoView): string {
  const say = speaker(defaultLocale);
  return renderDocument({
    title: 'You are signed in',
    locale: defaultLocale,
    layout: 'column',
    children: (
      <>
        <div class="symbolon-opening">
          <Head title="You are signed in" mark="joined">
            <p>
              Welcome, <Name>{view.userName}</Name>. This is everything the demo application received.
            </p>
          </Head>
          {view.state === 'refreshed' ? (
            <Notice tone="success">All tokens are new, the refresh token too.</Notice>
          ) : null}
          <Actions view={view} />
        </div>
        <Tokens view={view} say={say} />
      </>
    ),
  });
}

function Actions({ view: { refreshAction, signOutAction } }: { view: DemoView }): JSX.Element {
  return (
    <div class="symbolon-actions symbolon-actions--row">
      {refreshAction === undefined ? null : (
        <Form action={refreshAction}>
          <Button id="refresh" rank="primary">
            Refresh the tokens
          </Button>
        </Form>
      )}
      <Form action={signOutAction}>
        <Button id="sign-out" rank="secondary">
          Sign out
        </Button>
      </Form>
    </div>
  );
}

function Tokens({ view, say }: { view: DemoView; say: Say }): JSX.Element {
  const { idToken, accessToken, refreshToken, userinfo, scope, expiresIn } = view;
  return (
    <>
      {idToken === undefined ? null : (
        <Token id="id-token" title="ID token" token={idToken} say={say}>
          Tells the application who signed in. The application reads it once and never sends it on.
        </Token>
      )}
      <Token id="access-token" title="Access token" token={accessToken} say={say}>
        Opens APIs, sent in the <code>Authorization</code> header.
        {scope === undefined ? null : (
          <>
            {' '}
            Allows <code>{scope}</code>.
          </>
        )}
        {expiresIn === undefined ? null : ` Good for ${expiresIn} seconds.`}
      </Token>
      {refreshToken === undefined ? null : (
        <Token id="refresh-token" title="Refresh token" token={refreshToken} say={say}>
          Gets new tokens while the user is away. Each use replaces it; only this server can read it.
        </Token>
      )}
      {userinfo === undefined ? null : (
        <section class="symbolon-section">
          <h2>Userinfo</h2>
          <p class="symbolon-muted">What the userinfo endpoint answers to this access token.</p>
          <div class="symbolon-card">
            <Claims claims={userinfo} />
          </div>
        </section>
      )}
    </>
  );
}

interface TokenProperties {
  readonly id: string;
  readonly title: string;
  readonly token: TokenView;
  readonly say: Say;
  readonly children: ComponentChildren;
}

function Token({ id, title, token, say, children }: TokenProperties): JSX.Element {
  return (
    <section class="symbolon-section">
      <h2>{title}</h2>
      <p class="symbolon-muted">{children}</p>
      <div class="symbolon-card symbolon-values">
        {token.kind === 'opaque' ? null : (
          <>
            <h3>Header</h3>
            <Claims claims={token.header} />
            <h3>Claims</h3>
            <Claims claims={token.claims} />
          </>
        )}
        <div class="symbolon-field">
          <div class="symbolon-term">
            <h3>As it is sent</h3>
            <CopyButton say={say} source={id} what={title} />
          </div>
          <Raw id={id} token={token} />
        </div>
      </div>
    </section>
  );
}

function Raw({ id, token }: { id: string; token: TokenView }): JSX.Element {
  const [head, body, ...signature] = token.kind === 'jwt' ? token.raw.split('.') : [token.raw];
  return (
    <p class="symbolon-token" id={id}>
      {body === undefined ? (
        head
      ) : (
        <>
          <span class="symbolon-token__head">{head}</span>.{body}.
          <span class="symbolon-token__signature">{signature.join('.')}</span>
        </>
      )}
    </p>
  );
}
