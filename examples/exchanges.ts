/** Requests and answers as they went over the wire, for the page that shows them. */

export interface Exchange {
  readonly request: string;
  readonly response: string;
}

export interface Recorder {
  readonly exchanges: readonly Exchange[];
  /** Hand it to an SDK in place of the global one. */
  readonly fetch: typeof fetch;
}

/** Discovery and keys are left out: each is fetched once, and nobody comes for them. */
export function createRecorder(): Recorder {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async fetch(input, init = {}) {
      const url = String(input instanceof Request ? input.url : input);
      const response = await fetch(url, init);
      if (url.includes('/.well-known/')) return response;
      const headers = [...new Headers(init.headers)].map(([name, value]) => `${name}: ${value}`);
      const head = [`${init.method ?? 'GET'} ${url}`, ...headers].join('\n');
      const fields = typeof init.body === 'string' ? `\n\n${init.body.replaceAll('&', '\n&')}` : '';
      exchanges.push({ request: hideSecrets(head + fields), response: await show(response.clone()) });
      return response;
    },
  };
}

async function show(response: Response): Promise<string> {
  const text = await response.text();
  const challenge = response.headers.get('www-authenticate');
  const head = [
    `${response.status} ${response.statusText}`,
    ...(challenge ? [`www-authenticate: ${challenge}`] : []),
  ];
  return `${head.join('\n')}\n\n${text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
}

/** A secret on a page is a secret no more, even in an example. */
const hideSecrets = (text: string): string =>
  text.replace(/(client_secret=|[&\n]password=|Basic )[^&\s]+/g, '$1…');
