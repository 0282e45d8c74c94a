/** A browser without a screen: cookies, redirects one at a time, forms as they stand on the page. */

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Where a redirect points, absolute. */
  readonly location: string | undefined;
}

export interface FormPage extends Page {
  /** The hidden fields of the page's form. */
  readonly hidden: ReadonlyMap<string, string>;
  readonly action: string;
}

export class Browser {
  readonly #cookies = new Map<string, string>();

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** The same browser at this moment, as another window that shares nothing from here on. */
  copy(): Browser {
    const copy = new Browser();
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value);
    return copy;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#send(url, { method: 'GET', headers });
  }

  post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    return this.#send(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** Follows redirects for as long as they stay at `origin`; the first page, or the first redirect that leaves. */
  async follow(page: Page, origin: string): Promise<Page> {
    let current = page;
    for (let hops = 0; current.location?.startsWith(`${origin}/`) && hops < 10; hops++) {
      current = await this.get(current.location);
    }
    return current;
  }

  /** Submits the form of a page: its hidden fields, and what is typed. */
  submit(page: Page, typed: Record<string, string>): Promise<Page> {
    const form = readForm(page);
    return this.post(form.action, { ...Object.fromEntries(form.hidden), ...typed });
  }

  async #send(url: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, ...(cookie !== '' && { cookie }) },
      redirect: 'manual',
    });
    for (const header of response.headers.getSetCookie()) this.#keep(header);
    const location = response.headers.get('location');
    return {
      url,
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      location: location === null ? undefined : new URL(location, url).href,
    };
  }

  #keep(header: string): void {
    const [pair = ''] = header.split(';');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (/max-age=0/i.test(header)) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(equals + 1));
  }
}

const plainText = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The form that a hosted page is about: the first. */
export function readForm(page: Page): FormPage {
  const action = /<form[^>]*\baction="([^"]*)"/.exec(page.body)?.[1];
  if (action === undefined) throw new Error(`no form on the page at ${page.url} (${page.status})`);
  const hidden = new Map<string, string>();
  const [form = ''] = /<form.*?<\/form>/s.exec(page.body) ?? [];
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) hidden.set(name, plainText(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  return { ...page, action: new URL(plainText(action), page.url).href, hidden };
}
