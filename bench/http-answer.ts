/** An answer as it comes over the wire, and no more of it than is looked at — RFC 9112 §4, §6, §7.1. */
const headEnd = '\r\n\r\n';

export class Answer {
  readonly status: number;
  readonly body: string;
  readonly #head: string;

  constructor(head: string, body: string) {
    this.status = Number(head.slice(9, 12));
    this.body = body;
    this.#head = head;
  }

  /** Every value of a header. */
  headers(name: string): readonly string[] {
    return Array.from(
      this.#head.matchAll(new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'gi')),
      ([, value = '']) => value,
    );
  }

  get endsConnection(): boolean {
    return /\r\nconnection: *close/i.test(this.#head);
  }
}

/** The answer, once all of it is there. */
export function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf(headEnd);
  if (end === -1) return undefined;
  const head = received.toString('latin1', 0, end);
  const body = readBody(head, received.subarray(end + headEnd.length));
  return body === undefined ? undefined : new Answer(head, body);
}

function readBody(head: string, received: Buffer): string | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined)
    return received.length < Number(length) ? undefined : received.toString('utf8', 0, Number(length));
  return /\r\ntransfer-encoding: *chunked/i.test(head) ? readChunks(received) : '';
}

function readChunks(received: Buffer): string | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = received.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const length = Number.parseInt(received.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + 2;
    if (received.length < from + length + 2) return undefined;
    if (length === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(received.subarray(from, from + length));
    at = from + length + 2;
  }
}
