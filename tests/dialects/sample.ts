/** Samples of other products, and what it means that an answer looks like one of them. */
import { readFileSync } from 'node:fs';

export type Sample = Readonly<Record<string, unknown>>;

export const readSample = (name: string): Sample =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

/** The header and the claims of a JWT as they are written, in their order. */
export const textsOf = (jwt: unknown): readonly [header: string, claims: string] => {
  const [header = '', claims = ''] = String(jwt)
    .split('.')
    .map(part => Buffer.from(part, 'base64url').toString());
  return [header, claims];
};

/** Each member in its order, with the type of its value. */
export const membersOf = (object: unknown): readonly (readonly [name: string, type: string])[] =>
  Object.entries(Object(object)).map(([name, value]) => [
    name,
    value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value,
  ]);

export const sorted = <Entry extends readonly [string, unknown]>(
  entries: readonly Entry[],
): readonly Entry[] => entries.toSorted(([left], [right]) => (left < right ? -1 : 1));

export const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
