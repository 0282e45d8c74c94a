/**
 * The load's side of HTTP: connections that are kept, each with one request at a time. By hand, since a load that takes
 * longer for a request than the server would measure itself.
 */
import { connect, type Socket } from 'node:net';
import { type Answer, readAnswer } from './http-answer.ts';

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly form?: Record<string, string>;
}

class Connection {
  readonly #socket: Socket;
  #received: Buffer | undefined;
  #answered: ((answer: Answer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(host: string) {
    const [name, port] = host.split(':');
    this.#socket = connect({ host: name, port: Number(port), noDelay: true });
    this.#socket.on('data', chunk => this.#take(chunk));
    this.#socket.on('error', error => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error(`${host} closed the connection`)));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && !this.#socket.readableEnded;
  }

  ask(message: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(message);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const received = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    const answer = readAnswer(received);
    this.#received = answer ? undefined : received;
    if (answer) this.#answered?.(answer);
  }
}

const idle = new Map<string, Connection[]>();

/** An idle connection may be closed by the server at the moment of its next use. */
export function closeIdleConnections(): void {
  for (const connections of idle.values()) for (const connection of connections) connection.close();
  idle.clear();
}

export async function ask(url: string, asked: Asked = {}): Promise<Answer> {
  const hostStart = url.indexOf('//') + 2;
  const hostEnd = url.indexOf('/', hostStart);
  const host = url.slice(hostStart, hostEnd);
  const connections = idle.get(host) ?? [];
  idle.set(host, connections);
  let connection = connections.pop();
  if (!connection?.isOpen) connection = new Connection(host);
  const answer = await connection.ask(messageOf(host, url.slice(hostEnd), asked));
  if (answer.endsConnection) connection.close();
  else connections.push(connection);
  return answer;
}

function messageOf(host: string, target: string, { method, headers = {}, form }: Asked): string {
  const content = form === undefined ? '' : encode(form);
  let head = `${method ?? (form === undefined ? 'GET' : 'POST')} ${target} HTTP/1.1\r\nhost: ${host}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  if (form !== undefined)
    head += `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${content.length}\r\n`;
  return `${head}\r\n${content}`;
}

const encode = (form: Record<string, string>): string =>
  Object.entries(form)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** The members of the JSON that came with the expected status; any other answer is an error of the run. */
export function jsonOf(answer: Answer, expected = 200): Record<string, unknown> {
  expectStatus(answer, expected);
  return JSON.parse(answer.body);
}

export function expectStatus(answer: Answer, ...expected: number[]): void {
  if (expected.includes(answer.status)) return;
  throw new Error(`answered ${answer.status} ${answer.headers('location')} ${answer.body.slice(0, 300)}`);
}
