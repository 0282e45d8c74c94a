/** The load's side of HTTP: kept connections, as many as there are callers. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { callers } from './clients.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly form?: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: callers });

/** An idle connection may be closed by the server at the moment of its next use. */
export const closeIdleConnections = (): void => agent.destroy();

export function ask(url: string, { method, headers, form }: Asked = {}): Promise<Answer> {
  const content = form === undefined ? undefined : new URLSearchParams(form).toString();
  const all = {
    ...headers,
    ...(content !== undefined && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(content)),
    }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: method ?? (content === undefined ? 'GET' : 'POST'), headers: all },
      answer => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.once('error', reject).once('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
        });
      },
    );
    sent.once('error', reject).end(content);
  });
}

/** The members of the JSON that came with the expected status; any other answer is an error of the run. */
export function jsonOf(answer: Answer, expected = 200): Record<string, unknown> {
  expectStatus(answer, expected);
  return JSON.parse(answer.body);
}

export function expectStatus({ status, body, headers }: Answer, ...expected: number[]): void {
  if (expected.includes(status)) return;
  throw new Error(`answered ${status} ${headers.location ?? ''} ${body.slice(0, 300)}`);
}
