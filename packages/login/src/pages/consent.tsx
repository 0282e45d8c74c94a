/** The page on which an end-user decides what an application may know and do — OIDC Core §3.1.2.4, §5.4. */
import type { JSX } from 'preact';
import { Button, Form } from './elements/form.tsx';
import { Name, Phrase, plainName } from './elements/phrase.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface ConsentScope {
  readonly name: string;
  /** In the words of whoever defined it; the standard scopes have words of their own. */
  readonly description?: string | undefined;
}

export interface ConsentView extends Surroundings {
  readonly applicationName: string;
  readonly userName: string;
  readonly scopes: readonly ConsentScope[];
  /** Pages of the application, https. */
  readonly policyUri?: string | undefined;
  readonly termsUri?: string | undefined;
  /** Where the form goes: fields `ticket` and `decision` (`allow` or `deny`). */
  readonly action: string;
  readonly ticket: string;
}

const standardScopes = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'] as const;
const standardScope = (name: string) => standardScopes.find(standard => standard === name);

export function renderConsentPage(view: ConsentView): string {
  const { locale, frame, applicationName, userName, scopes, action, ticket } = view;
  const say = speaker(locale);
  const application = <Name>{applicationName}</Name>;
  return renderDocument({
    title: say('consent.title', { application: plainName(applicationName) }),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={<Phrase locale={locale} message="consent.title" values={{ application }} />}>
          <p>
            <Phrase
              locale={locale}
              message="consent.intro"
              values={{ user: <Name>{userName}</Name>, application }}
            />
          </p>
        </Head>
        <Form action={action} ticket={ticket}>
          <ul class="symbolon-list">
            {scopes.map(scope => (
              <Scope key={scope.name} scope={scope} say={say} />
            ))}
          </ul>
          <p class="symbolon-small symbolon-muted">{say('consent.note')}</p>
          <Links view={view} say={say} />
          <div class="symbolon-actions">
            <Button id="allow" rank="primary" sends={{ name: 'decision', value: 'allow' }}>
              {say('consent.allow')}
            </Button>
            <Button id="deny" rank="secondary" sends={{ name: 'decision', value: 'deny' }}>
              {say('consent.deny')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

/** OIDC Registration §2: `policy_uri` and `tos_uri` are shown to the end-user. */
function Links({ view, say }: { view: ConsentView; say: Say }): JSX.Element | null {
  const links = [
    { text: say('consent.policy'), uri: view.policyUri },
    { text: say('consent.terms'), uri: view.termsUri },
  ].flatMap(({ text, uri }) => (uri?.startsWith('https://') ? [{ text, uri }] : []));
  if (links.length === 0) return null;
  return (
    <p class="symbolon-links symbolon-small">
      {links.map(({ text, uri }) => (
        <a key={uri} href={uri} target="_blank" rel="noopener noreferrer nofollow">
          {text}
        </a>
      ))}
    </p>
  );
}

function Scope({ scope: { name, description }, say }: { scope: ConsentScope; say: Say }): JSX.Element {
  const standard = standardScope(name);
  if (standard !== undefined) {
    return (
      <li>
        <p class="symbolon-list__title">{say(`scope.${standard}`)}</p>
        <p class="symbolon-list__detail">{say(`scope.${standard}.detail`)}</p>
      </li>
    );
  }
  const code = <code dir="ltr">{plainName(name)}</code>;
  if (!description) return <li class="symbolon-list__title">{code}</li>;
  return (
    <li>
      <p class="symbolon-list__title">{plainName(description)}</p>
      <p class="symbolon-list__detail">{code}</p>
    </li>
  );
}
