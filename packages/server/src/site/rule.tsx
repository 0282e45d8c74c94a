/** The page behind an `error_uri`: one rule, where it is written, and how to keep it. */
import { defaultLocale, Head, Link, renderDocument } from '@symbolon/login';

export interface RuleView {
  /** Names the rule in `error_uri`; never changes. */
  readonly id: string;
  readonly title: string;
  readonly specification: { readonly section: string; readonly href?: string | undefined };
  /** Paragraphs: what the rule says, why it is there, what to change. */
  readonly text: readonly string[];
  readonly link?: { readonly label: string; readonly href: string } | undefined;
}

export function renderRulePage({ id, title, specification, text, link }: RuleView): string {
  return renderDocument({
    title,
    locale: defaultLocale,
    layout: 'wide',
    children: (
      <>
        <Head title={title} />
        <div class="symbolon-values">
          {text.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <dl class="symbolon-values symbolon-developer">
          <div class="symbolon-field">
            <dt class="symbolon-term">Written in</dt>
            <dd>
              {specification.href === undefined ? (
                specification.section
              ) : (
                <Link href={specification.href}>{specification.section}</Link>
              )}
            </dd>
          </div>
          <div class="symbolon-field">
            <dt class="symbolon-term">Rule</dt>
            <dd>
              <code>{id}</code>
            </dd>
          </div>
        </dl>
        {link === undefined ? null : (
          <p class="symbolon-small">
            <Link href={link.href}>{link.label}</Link>
          </p>
        )}
      </>
    ),
  });
}
