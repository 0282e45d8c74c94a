/** The page after a session has ended: a farewell, and the place from which applications are told — Front-Channel Logout §2. */
import { Link } from './elements/link.tsx';
import { Name, Phrase } from './elements/phrase.tsx';
import { speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface SignedOutView extends Surroundings {
  /** Where one may go from here, and whose it is. */
  readonly next?: { readonly href: string; readonly applicationName?: string | undefined } | undefined;
  /** Addresses of applications to load out of sight; the page goes on to `next` by itself when they are. */
  readonly frames?: readonly string[] | undefined;
}

export function renderSignedOutPage({ locale, frame, next, frames = [] }: SignedOutView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('signed_out.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('signed_out.title')}>
          <p>{say(frames.length === 0 ? 'signed_out.text' : 'signed_out.telling')}</p>
        </Head>
        {next === undefined ? null : (
          <div class="symbolon-actions" data-onward={frames.length === 0 ? undefined : ''}>
            <Link href={next.href} class="symbolon-button symbolon-button--primary">
              {next.applicationName === undefined ? (
                say('signed_out.return_anonymous')
              ) : (
                <span>
                  <Phrase
                    locale={locale}
                    message="signed_out.return"
                    values={{ application: <Name>{next.applicationName}</Name> }}
                  />
                </span>
              )}
            </Link>
          </div>
        )}
        {frames.map(frame => (
          <iframe key={frame} src={frame} title={say('signed_out.frame')} hidden />
        ))}
      </>
    ),
  });
}
