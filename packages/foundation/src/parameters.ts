/** `application/x-www-form-urlencoded`, read strictly — RFC 6749 §3.1, §3.2, appendix B; WHATWG URL §5.1. */

/** The input is not what it claims to be: broken percent-encoding, broken UTF-8, a NUL, or far too much of it. */
export class MalformedInput extends Error {
  override readonly name = 'MalformedInput';
}

const maximumCount = 200;
const maximumNameLength = 200;

/**
 * Named values of one query or one form.
 *
 * A parameter sent without a value counts as omitted (RFC 6749 §3.1). A parameter sent more than once has no
 * value at all: `get` is undefined and `repeated` says so, so that no check can pick the one an attacker meant.
 */
export class Parameters implements Iterable<readonly [name: string, value: string]> {
  static readonly none = new Parameters(new Map());
  readonly #values: ReadonlyMap<string, readonly string[]>;

  private constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  static of(entries: Iterable<readonly [string, string]>): Parameters {
    const values = new Map<string, string[]>();
    for (const [name, value] of entries) append(values, name, value);
    return new Parameters(values);
  }

  /** Reads an encoded text; throws `MalformedInput`. */
  static parse(encoded: string): Parameters {
    if (encoded === '') return Parameters.none;
    const values = new Map<string, string[]>();
    let count = 0;
    let start = 0;
    while (start <= encoded.length) {
      let end = encoded.indexOf('&', start);
      if (end === -1) end = encoded.length;
      if (end > start) {
        if (++count > maximumCount) throw new MalformedInput('too many parameters');
        readPair(values, encoded, start, end);
      }
      start = end + 1;
    }
    return new Parameters(values);
  }

  /** The value, where the parameter was sent exactly once and is not empty. */
  get(name: string): string | undefined {
    const values = this.#values.get(name);
    return values?.length === 1 && values[0] !== '' ? values[0] : undefined;
  }

  /** Every value, for the few parameters that may be sent more than once (RFC 8707 §2). */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** Whether it was sent with a value, were it more than once. */
  isSent(name: string): boolean {
    return this.all(name).some(value => value !== '');
  }

  /** Whether it is there at all, with a value or without. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The names sent more than once, `except` those that may be. */
  repeated(except: ReadonlySet<string> = new Set()): string | undefined {
    for (const [name, values] of this.#values) {
      if (values.length > 1 && !except.has(name)) return name;
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<readonly [string, string]> {
    for (const [name, values] of this.#values) for (const value of values) yield [name, value];
  }
}

function readPair(values: Map<string, string[]>, encoded: string, start: number, end: number): void {
  const equals = encoded.indexOf('=', start);
  const nameEnd = equals === -1 || equals > end ? end : equals;
  if (nameEnd - start > maximumNameLength) throw new MalformedInput('a parameter name is too long');
  const name = decode(encoded.slice(start, nameEnd));
  append(values, name, nameEnd === end ? '' : decode(encoded.slice(nameEnd + 1, end)));
}

function append(values: Map<string, string[]>, name: string, value: string): void {
  const present = values.get(name);
  if (present) present.push(value);
  else values.set(name, [value]);
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  let decoded = spaced;
  if (spaced.includes('%')) {
    try {
      decoded = decodeURIComponent(spaced);
    } catch {
      throw new MalformedInput('broken percent-encoding or UTF-8');
    }
  }
  if (decoded.includes('\0')) throw new MalformedInput('a NUL');
  return decoded;
}

/** Writes name–value pairs as `application/x-www-form-urlencoded`, spaces as `%20`. */
export function encodeParameters(entries: Iterable<readonly [string, string | number]>): string {
  let encoded = '';
  for (const [name, value] of entries) {
    encoded += `${encoded === '' ? '' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  }
  return encoded;
}
