/** The page for a request that cannot be answered: first for the end-user, then for the developer — RFC 6749 §4.1.2.1. */
import type { ComponentChildren, JSX } from 'preact';
import { Link } from './elements/link.tsx';
import { CopyButton } from './elements/value.tsx';
import { type Say, spanInWords, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

/** What it means to the end-user. */
export type ErrorReason =
  | { readonly kind: 'request' | 'expired' | 'unexpected' | 'not_found' }
  | { readonly kind: 'busy'; readonly retryAfter: number };

/** What it means to the developer. Secrets and registered values do not belong here: anyone may read it. */
export interface ErrorRule {
  /** `invalid_request` and the like. */
  readonly code: string;
  readonly received?: string | undefined;
  readonly rule?: string | undefined;
  readonly change?: string | undefined;
  /** The documentation of the rule. */
  readonly href?: string | undefined;
}

export interface ErrorView extends Surroundings {
  readonly reason: ErrorReason;
  readonly rule?: ErrorRule | undefined;
  readonly correlationId: string;
}

export function renderErrorPage({ locale, frame, reason, rule, correlationId }: ErrorView): string {
  const say = speaker(locale);
  const title = say(`error.${reason.kind}.title`);
  return renderDocument({
    title,
    locale,
    frame,
    layout: rule === undefined ? 'card' : 'wide',
    children: (
      <>
        <Head title={title}>
          <p>
            {reason.kind === 'busy'
              ? say('error.busy.text', { wait: spanInWords(locale, reason.retryAfter) })
              : say(`error.${reason.kind}.text`)}
          </p>
        </Head>
        <section class="symbolon-developer">
          {rule === undefined ? null : <h2>{say('error.developers')}</h2>}
          <dl class="symbolon-values">
            {rule === undefined ? null : <Rule rule={rule} say={say} />}
            <div class="symbolon-field">
              <dt class="symbolon-term">{say('error.correlation')}</dt>
              <dd class="symbolon-value">
                <span id="correlation-id">{correlationId}</span>
                <CopyButton say={say} source="correlation-id" what={say('error.correlation')} />
              </dd>
              <dd class="symbolon-help">{say('error.correlation_help')}</dd>
            </div>
          </dl>
          {rule?.href === undefined ? null : (
            <p class="symbolon-small">
              <Link href={rule.href}>{say('error.rule_link')}</Link>
            </p>
          )}
        </section>
      </>
    ),
  });
}

function Rule({ rule: { code, received, rule, change }, say }: { rule: ErrorRule; say: Say }): JSX.Element {
  return (
    <>
      <Row term={say('error.code')}>
        <code>{code}</code>
      </Row>
      {received === undefined ? null : (
        <Row term={say('error.received')}>
          <code dir="auto">{received}</code>
        </Row>
      )}
      {rule === undefined ? null : <Row term={say('error.rule')}>{inEnglish(rule)}</Row>}
      {change === undefined ? null : <Row term={say('error.change')}>{inEnglish(change)}</Row>}
    </>
  );
}

/** What is said to developers is said in one language — WCAG 2.2 §3.1.2. */
const inEnglish = (text: string): JSX.Element => (
  <span lang="en" dir="ltr">
    {text}
  </span>
);

function Row({ term, children }: { term: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="symbolon-field">
      <dt class="symbolon-term">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
