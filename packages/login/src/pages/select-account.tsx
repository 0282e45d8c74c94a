/** The page on which an end-user says which of their accounts is meant — OIDC Core §3.1.2.1 (`prompt=select_account`). */
import type { JSX } from 'preact';
import { Button, Form } from './elements/form.tsx';
import { Notice } from './elements/notice.tsx';
import { Name, Phrase, plainName } from './elements/phrase.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

/** An account that is signed in in this browser. */
export interface OwnAccount {
  readonly sid: string;
  readonly name: string;
  readonly address: string | undefined;
}

export interface SelectAccountView extends Surroundings {
  /** Undefined on the way to their own account page. */
  readonly applicationName: string | undefined;
  readonly accounts: readonly OwnAccount[];
  /** `gone`: the account that was chosen is not signed in any more. */
  readonly error?: 'gone' | undefined;
  /** Where the form goes: fields `ticket`, and `account` or `sign_out` (a `sid`), or `action` (`another`, `cancel`). */
  readonly action: string;
  readonly ticket: string;
}

export function renderSelectAccountPage(view: SelectAccountView): string {
  const { locale, frame, applicationName, accounts, error, action, ticket } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('select_account.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('select_account.title')}>
          {applicationName === undefined ? null : (
            <p>
              <Phrase
                locale={locale}
                message="select_account.intro"
                values={{ application: <Name>{applicationName}</Name> }}
              />
            </p>
          )}
        </Head>
        {error === undefined ? null : <Notice tone="danger">{say(`select_account.${error}`)}</Notice>}
        <Form action={action} ticket={ticket}>
          <ul class="symbolon-accounts">
            {accounts.map((account, index) => (
              <Account key={account.sid} account={account} index={index} say={say} />
            ))}
          </ul>
          <div class="symbolon-actions">
            <Button id="another" rank="secondary" sends={{ name: 'action', value: 'another' }}>
              {say('select_account.another')}
            </Button>
            <Button id="cancel" rank="quiet" sends={{ name: 'action', value: 'cancel' }}>
              {say('login.cancel')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

interface AccountProperties {
  readonly account: OwnAccount;
  readonly index: number;
  readonly say: Say;
}

function Account({ account: { sid, name, address }, index, say }: AccountProperties): JSX.Element {
  const plain = plainName(name);
  return (
    <li>
      <button type="submit" id={`account-${index}`} class="symbolon-account" name="account" value={sid}>
        <span class="symbolon-initials" aria-hidden="true">
          {initialsOf(plain)}
        </span>
        <span class="symbolon-account__text">
          <bdi class="symbolon-list__title">{plain}</bdi>
          {address === undefined || plainName(address) === plain ? null : (
            <bdi class="symbolon-list__detail">{plainName(address)}</bdi>
          )}
        </span>
      </button>
      <Button
        id={`sign-out-${index}`}
        rank="quiet"
        sends={{ name: 'sign_out', value: sid }}
        label={say('select_account.sign_out_label', { user: plain })}
      >
        {say('select_account.sign_out')}
      </Button>
    </li>
  );
}

/** The first letters of the first word and the last, whole as a reader sees them; one where there is one word. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(word => firstLetter(word ?? '')).join('');
}

const letters = new Intl.Segmenter();

function firstLetter(word: string): string {
  const [first] = letters.segment(word.replace(/^[^\p{L}\p{N}]+/u, ''));
  return first?.segment.toUpperCase() ?? '';
}
