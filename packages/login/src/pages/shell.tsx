/** The document around every hosted page: its head, its direction, its style and script. */
import type { ComponentChildren, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { renderToString } from 'preact-render-to-string';
import { Languages } from './elements/languages.tsx';
import { Mark, type MarkState, markIcon } from './elements/mark.tsx';
import { plainName } from './elements/phrase.tsx';
import { directionOf } from './messages.ts';
import { script } from './script.ts';
import { FrameContext, type Surroundings } from './surroundings.ts';
import { dark, light, stylesheet } from './theme.ts';

/** `card`: one thing to do; `wide`: one thing to read; `column`: several things to look at. */
export type Layout = 'card' | 'wide' | 'column';

export interface DocumentView extends Surroundings {
  readonly title: string;
  readonly layout: Layout;
  readonly children: ComponentChildren;
}

const pageClass = {
  card: 'symbolon-page--card',
  wide: 'symbolon-page--card symbolon-page--wide',
  column: 'symbolon-page--column',
} as const satisfies Record<Layout, string>;

const icon = markIcon(light.accent, dark.accent);

function Document({ title, locale, frame = {}, layout, children }: DocumentView): JSX.Element {
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{plainName(title)}</title>
        <link rel="icon" href={icon} />
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
        {frame.look?.style ? <style dangerouslySetInnerHTML={{ __html: frame.look.style }} /> : null}
      </head>
      <body class={`symbolon-page ${pageClass[layout]}`}>
        <main class={layout === 'column' ? 'symbolon-main' : 'symbolon-main symbolon-card'}>
          <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>
          {frame.languages ? <Languages locale={locale} form={frame.languages} /> : null}
        </main>
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

/** Whose page it is, the title, and what the page is about. */
export function Head({ title, mark = 'apart', children }: HeadProperties): JSX.Element {
  return (
    <header class="symbolon-head">
      <Owner mark={mark} />
      <h1 class="symbolon-title">{title}</h1>
      {children}
    </header>
  );
}

/** Our mark stands where nothing else is known. */
function Owner({ mark }: { mark: MarkState }): JSX.Element {
  const { look = {} } = useContext(FrameContext);
  if (look.logo !== undefined)
    return <img class="symbolon-logo" src={look.logo} alt={plainName(look.name ?? '')} />;
  if (look.name !== undefined) return <p class="symbolon-brand">{plainName(look.name)}</p>;
  return <Mark state={mark} />;
}
