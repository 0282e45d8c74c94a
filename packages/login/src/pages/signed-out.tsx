/** The page after a session has ended, where there is no application to return to at once — RP-Initiated Logout §3. */
import { Link } from './elements/link.tsx';
import { Name, Phrase } from './elements/phrase.tsx';
import { type Locale, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';

export interface SignedOutView {
  readonly locale: Locale;
  /** Where one may go from here, and whose it is. */
  readonly next?: { readonly href: string; readonly applicationName?: string | undefined } | undefined;
}

export function renderSignedOutPage({ locale, next }: SignedOutView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('signed_out.title'),
    locale,
    layout: 'card',
    children: (
      <>
        <Head title={say('signed_out.title')}>
          <p>{say('signed_out.text')}</p>
        </Head>
        {next === undefined ? null : (
          <div class="symbolon-actions">
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
      </>
    ),
  });
}
