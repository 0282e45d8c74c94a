/** The document around every hosted page: its head, its direction, its style and script. */
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Mark, type MarkState, markIcon } from './elements/mark.tsx';
import { plainName } from './elements/phrase.tsx';
import { directionOf, type Locale } from './messages.ts';
import { script } from './script.ts';
import { dark, light, stylesheet } from './theme.ts';

/** `card`: one thing to do; `wide`: one thing to read; `column`: several things to look at. */
export type Layout = 'card' | 'wide' | 'column';

export interface DocumentView {
  readonly title: string;
  readonly locale: Locale;
  readonly layout: Layout;
  readonly children: ComponentChildren;
}

const pageClass = {
  card: 'symbolon-page--card',
  wide: 'symbolon-page--card symbolon-page--wide',
  column: 'symbolon-page--column',
} as const satisfies Record<Layout, string>;

const icon = markIcon(light.accent, dark.accent);

function Document({ title, locale, layout, children }: DocumentView): JSX.Element {
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{plainName(title)}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body class={`symbolon-page ${pageClass[layout]}`}>
        <main class={layout === 'column' ? 'symbolon-main' : 'symbolon-main symbolon-card'}>{children}</main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

/** A whole page as HTML. Everything in the view is text until it says otherwise in its type. */
export const renderDocument = (view: DocumentView): string =>
  `<!doctype html>${renderToString(<Document {...view} />)}`;

interface HeadProperties {
  readonly title: ComponentChildren;
  readonly mark?: MarkState;
  /** A sentence or two below the title. */
  readonly children?: ComponentChildren;
}

/** The mark, the title, and what the page is about. */
export function Head({ title, mark = 'apart', children }: HeadProperties): JSX.Element {
  return (
    <header class="symbolon-head">
      <Mark state={mark} />
      <h1>{title}</h1>
      {children}
    </header>
  );
}
