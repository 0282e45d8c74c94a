/** The page on which a one-time code is typed — HTML §4.10.18.7 (one-time-code). */
import { codeLifetime } from '../one-time-codes.ts';
import { CodeField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Notice } from './elements/notice.tsx';
import { Name, Phrase } from './elements/phrase.tsx';
import { WaitNotice } from './elements/wait-notice.tsx';
import { spanInWords, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export type CodeError =
  | { readonly kind: 'missing' | 'wrong' | 'dead' }
  | { readonly kind: 'blocked'; readonly retryAfter: number };

export interface CodeView extends Surroundings {
  /** Where the form goes: fields `ticket`, `code`, or `action` (`resend`, `back`). */
  readonly action: string;
  readonly ticket: string;
  /** Where the code went, whole: the end-user typed it a moment ago. */
  readonly address: string;
  readonly error?: CodeError | undefined;
  readonly notice?: 'resent' | undefined;
}

export function renderCodePage({ locale, frame, action, ticket, address, error, notice }: CodeView): string {
  const say = speaker(locale);
  const about = error === undefined || error.kind === 'blocked' ? undefined : say(`code.${error.kind}`);
  return renderDocument({
    title: say('code.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('code.title')}>
          <p>
            <Phrase
              locale={locale}
              message="code.intro"
              values={{
                address: (
                  <bdi>
                    <Name>{address}</Name>
                  </bdi>
                ),
                span: spanInWords(locale, codeLifetime),
              }}
            />
          </p>
        </Head>
        {error?.kind === 'blocked' ? <WaitNotice error={error} locale={locale} /> : null}
        {notice === undefined ? null : <Notice tone="information">{say(`code.${notice}`)}</Notice>}
        <Form action={action} ticket={ticket}>
          <div class="symbolon-fields">
            <CodeField id="code" label={say('code.code')} autocomplete="one-time-code" error={about} focus />
          </div>
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('code.submit')}
            </Button>
            <Button
              id="resend"
              rank="secondary"
              sends={{ name: 'action', value: 'resend' }}
              checks="without_fields"
            >
              {say('code.resend')}
            </Button>
            <Button id="back" rank="quiet" sends={{ name: 'action', value: 'back' }} checks="without_fields">
              {say('code.back')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}
