/** A kept connection that sends prepared bytes: the load must cost less than what it measures. */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** Seconds; undefined where the answer names none. */
  readonly retryAfter: number | undefined;
  /** Milliseconds since the request was due. */
  readonly latency: number;
}

interface Waiting {
  readonly dueAt: number;
  readonly resolve: (answer: RawAnswer) => void;
  readonly reject: (error: Error) => void;
}

export class RawConnection {
  readonly #socket: Socket;
  #received = '';
  #waiting: Waiting | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    const fail = (error: Error) => this.#waiting?.reject(error);
    socket.once('error', fail).once('close', () => fail(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject).once('connect', () => resolve(new RawConnection(socket)));
    });
  }

  /** One at a time. `dueAt`: when it should have been sent, on the clock of `performance`. */
  ask(bytes: string, dueAt = performance.now()): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { dueAt, resolve, reject };
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#received.slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    this.#received = '';
    const waiting = this.#waiting;
    this.#waiting = undefined;
    const retryAfter = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
    waiting?.resolve({
      status: Number(head.slice(9, 12)),
      retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
      latency: performance.now() - waiting.dueAt,
    });
  }
}

/** The bytes of a form posted to the token endpoint. */
export function tokenRequest(endpoint: string, clientId: string, secret: string, form: string): string {
  const { host, pathname } = new URL(endpoint);
  return [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(form)}`,
    '',
    form,
  ].join('\r\n');
}
