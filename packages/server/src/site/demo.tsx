/** What the demo application received after the login: each token opened, explained and whole. */
import {
  Button,
  CopyButton,
  Form,
  Head,
  Name,
  Notice,
  Phrase,
  renderDocument,
  type Say,
  type Surroundings,
  spanInWords,
  speaker,
} from '@symbolon/login';
import type { ComponentChildren, JSX } from 'preact';
import { Claims } from './claims.tsx';
import type { TokenView } from './token-view.ts';

export interface DemoView extends Surroundings {
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
  const { locale, frame } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('demo.title'),
    locale,
    frame,
    layout: 'column',
    children: (
      <>
        <div class="symbolon-opening">
          <Head title={say('demo.title')} mark="joined">
            <p>
              <Phrase locale={locale} message="demo.intro" values={{ user: <Name>{view.userName}</Name> }} />
            </p>
          </Head>
          {view.state === 'refreshed' ? <Notice tone="success">{say('demo.refreshed')}</Notice> : null}
          <Actions view={view} say={say} />
        </div>
        <Tokens view={view} say={say} />
      </>
    ),
  });
}

function Actions({ view: { refreshAction, signOutAction }, say }: { view: DemoView; say: Say }): JSX.Element {
  return (
    <div class="symbolon-actions symbolon-actions--row">
      {refreshAction === undefined ? null : (
        <Form action={refreshAction}>
          <Button id="refresh" rank="primary">
            {say('demo.refresh')}
          </Button>
        </Form>
      )}
      <Form action={signOutAction}>
        <Button id="sign-out" rank="secondary">
          {say('account.sign_out')}
        </Button>
      </Form>
    </div>
  );
}

function Tokens({ view, say }: { view: DemoView; say: Say }): JSX.Element {
  const { locale, idToken, accessToken, refreshToken, userinfo, scope, expiresIn } = view;
  return (
    <>
      {idToken === undefined ? null : (
        <Token id="id-token" title={say('demo.id_token')} token={idToken} say={say}>
          {say('demo.id_token_text')}
        </Token>
      )}
      <Token id="access-token" title={say('demo.access_token')} token={accessToken} say={say}>
        <Phrase
          locale={locale}
          message="demo.access_token_text"
          values={{ header: <code>Authorization</code> }}
        />
        {scope === undefined ? null : (
          <>
            {' '}
            <Phrase
              locale={locale}
              message="demo.access_token_scope"
              values={{ scope: <code>{scope}</code> }}
            />
          </>
        )}
        {expiresIn === undefined
          ? null
          : ` ${say('demo.access_token_span', { span: spanInWords(locale, expiresIn) })}`}
      </Token>
      {refreshToken === undefined ? null : (
        <Token id="refresh-token" title={say('demo.refresh_token')} token={refreshToken} say={say}>
          {say('demo.refresh_token_text')}
        </Token>
      )}
      {userinfo === undefined ? null : (
        <section class="symbolon-section">
          <h2>{say('demo.userinfo')}</h2>
          <p class="symbolon-muted">{say('demo.userinfo_text')}</p>
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
            <h3>{say('demo.header')}</h3>
            <Claims claims={token.header} />
            <h3>{say('demo.claims')}</h3>
            <Claims claims={token.claims} />
          </>
        )}
        <div class="symbolon-field">
          <div class="symbolon-term">
            <h3>{say('demo.raw')}</h3>
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
