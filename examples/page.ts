/** The pages of the examples: what the mode is, what went over the wire, what the tokens say. */
import { protectedApi, provider } from './addresses.ts';
import type { Exchange } from './exchanges.ts';

export interface Page {
  readonly title: string;
  /** One paragraph of plain text. */
  readonly about: string;
  /** What the visitor can do. */
  readonly actions?: readonly Action[];
  readonly exchanges?: readonly Exchange[];
  /** By name: JWTs are decoded, everything else is shown as it is. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly problem?: string | undefined;
  /** Where this application is. */
  readonly origin?: string;
  /** A module for the browser, for example `/browser/implicit.js`. */
  readonly script?: string;
}

export interface Action {
  readonly label: string;
  readonly path: string;
  /** Posted with these fields filled in, which the visitor may change. */
  readonly fields?: Readonly<Record<string, string>>;
}

export function renderPage({
  title,
  about,
  actions = [],
  exchanges = [],
  values = {},
  problem,
  script,
  origin = '',
}: Page): string {
  return `<!doctype html>
<html lang="en" data-origin="${origin}" data-provider="${provider}" data-protected-api="${protectedApi}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
${script === undefined ? '' : `<script type="importmap">${importMap}</script>\n<script type="module" src="${script}"></script>`}
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(about)}</p>
${problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
<div class="actions">${actions.map(renderAction).join('')}</div>
<div id="output">
${Object.entries(values)
  .map(([name, value]) => renderValue(name, value))
  .join('')}
${exchanges.map(renderExchange).join('')}
</div>
</main>
</body>
</html>`;
}

/** What the browser takes a bare name for; these files are served as they are, nothing is bundled. */
const importMap = JSON.stringify({
  imports: {
    '@symbolon/client': '/packages/client/index.js',
    '@symbolon/client-browser': '/packages/client-browser/index.js',
    jose: '/jose/index.js',
  },
});

function renderAction({ label, path, fields }: Action): string {
  if (fields === undefined) return `<a class="button" href="${escapeHtml(path)}">${escapeHtml(label)}</a>`;
  const inputs = Object.entries(fields).map(
    ([name, value]) =>
      `<label>${escapeHtml(name)}<input name="${escapeHtml(name)}" value="${escapeHtml(value)}" autocomplete="off"></label>`,
  );
  return `<form method="post" action="${escapeHtml(path)}">${inputs.join('')}<button class="button">${escapeHtml(label)}</button></form>`;
}

const renderExchange = ({ request, response }: Exchange): string =>
  `<section><h2>Request</h2><pre>${escapeHtml(request)}</pre><h2>Response</h2><pre>${escapeHtml(response)}</pre></section>`;

function renderValue(name: string, value: unknown): string {
  const decoded = typeof value === 'string' ? decodeJwt(value) : undefined;
  const text = decoded ?? (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return `<section><h2>${escapeHtml(name)}${decoded === undefined ? '' : ', decoded'}</h2><pre data-value="${escapeHtml(name)}">${escapeHtml(text)}</pre></section>`;
}

function decodeJwt(token: string): string | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const [header, payload] = parts
      .slice(0, 2)
      .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()));
    return JSON.stringify({ header, payload }, null, 2);
  } catch {
    return undefined;
  }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
