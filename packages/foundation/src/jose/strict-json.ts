/** JSON as a security token may carry it: one meaning only — RFC 7519 §4, RFC 8725 §2.6. */

export type JsonObject = { readonly [name: string]: unknown };

const maximumDepth = 16;

/**
 * A surrogate or a NUL, written as an escape. A surrogate without its other half has no UTF-8, and two such would be
 * stored as one; a NUL some databases do not store at all.
 */
const unstorable = /\\u(?:0000|[dD][89a-fA-F])/;

/** Reads an object; undefined where the text is not one, repeats a member name, nests beyond reason or is no Unicode. */
export function parseStrictObject(text: string): JsonObject | undefined {
  if (!hasOneMeaning(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (unstorable.test(text) && unstorable.test(JSON.stringify(value))) return undefined;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether no object in the text names a member twice, and none nests too deeply. `JSON.parse` would keep the last
 * of two and say nothing. Only member names are looked at; syntax is left to `JSON.parse`.
 */
function hasOneMeaning(text: string): boolean {
  const objects: (Set<string> | 'array')[] = [];
  const string = /"(?:[^"\\]|\\.)*"/y;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        objects.push(text[at] === '{' ? new Set() : 'array');
        if (objects.length > maximumDepth) return false;
        break;
      case '}':
      case ']':
        objects.pop();
        break;
      case '"': {
        string.lastIndex = at;
        const found = string.exec(text)?.[0];
        if (found === undefined) return false;
        at += found.length - 1;
        const names = objects.at(-1);
        if (names instanceof Set && isFollowedByColon(text, at + 1)) {
          const name = readName(found);
          if (name === undefined || names.has(name)) return false;
          names.add(name);
        }
      }
    }
  }
  return true;
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return text[at] === ':';
}

function readName(quoted: string): string | undefined {
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
