/** The local inbox as pages: what end-users would have received, newest first. */
import { CopyableValue, Head, Link, renderDocument, type Surroundings, speaker } from '@symbolon/login';
import type { JSX } from 'preact';
import type { InboxMessage } from '../delivery/inbox.ts';

export function renderInboxPage({ locale, frame }: Surroundings, messages: readonly InboxMessage[]): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('inbox.title'),
    locale,
    frame,
    layout: 'column',
    children: (
      <>
        <Head title={say('inbox.title')}>
          <p class="symbolon-muted">{say('inbox.intro')}</p>
        </Head>
        {messages.length === 0 ? (
          <p>{say('inbox.empty')}</p>
        ) : (
          <ul class="symbolon-list">
            {messages.map(({ id, message, words, queuedAt }) => (
              <li key={id}>
                <p class="symbolon-list__title">
                  <Link href={`/inbox/${id}`}>{words.subject}</Link>
                </p>
                <p class="symbolon-list__detail">
                  <bdi>{message.to.address}</bdi> · <Instant at={queuedAt} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  });
}

export function renderInboxMessage(
  { locale, frame }: Surroundings,
  { message: { to, tidings }, words, queuedAt }: InboxMessage,
): string {
  const say = speaker(locale);
  return renderDocument({
    title: words.subject,
    locale,
    frame,
    layout: 'column',
    children: (
      <>
        <Head title={words.subject}>
          <p class="symbolon-small">
            <Link href="/inbox">{say('inbox.back')}</Link>
          </p>
        </Head>
        <div class="symbolon-values">
          {'code' in tidings ? (
            <CopyableValue say={say} id="code" label={say('inbox.code')} value={tidings.code} />
          ) : null}
          <CopyableValue say={say} id="to" label={say('inbox.to')} value={to.address} />
          <div class="symbolon-field">
            <span class="symbolon-term">{say('inbox.sent')}</span>
            <Instant at={queuedAt} />
          </div>
        </div>
        <section class="symbolon-section">
          <h2>{say('inbox.message')}</h2>
          <div class="symbolon-card symbolon-values">
            {words.text
              .trim()
              .split('\n\n')
              .map(paragraph => (
                <p key={paragraph} dir="auto">
                  {withLinks(paragraph)}
                </p>
              ))}
          </div>
        </section>
      </>
    ),
  });
}

/** Addresses in a text can be followed, as in a mail program. */
const withLinks = (text: string): (string | JSX.Element)[] =>
  text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <Link key={part} href={part}>
        {part}
      </Link>
    ),
  );

function Instant({ at }: { at: number }): JSX.Element {
  const instant = new Date(at * 1000).toISOString().replace('.000Z', 'Z');
  return <time dateTime={instant}>{instant.replace('T', ' ').replace('Z', ' UTC')}</time>;
}
