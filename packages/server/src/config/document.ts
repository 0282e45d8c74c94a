/** A configuration file as text with positions: YAML 1.2 core schema, of which JSON is a part. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Path, Problem } from './problem.ts';

const largest = 1024 * 1024;
const deepest = 64;
const mostAliases = 100;

export interface ConfigurationDocument {
  readonly value: unknown;
  /** Where a member is written, or else the nearest thing around it that is. */
  positionOf(path: Path): { readonly line: number; readonly column: number };
}

export type ReadDocument =
  | { readonly kind: 'read'; readonly document: ConfigurationDocument }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] };

// The parser's own messages may quote the file, and so a secret: each code has a sentence here instead.
const syntaxMessages: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands twice in the same mapping',
  TAB_AS_INDENT: 'indent with spaces: YAML allows no tabs',
  TAG_RESOLVE_FAILED: 'tags (words that begin with !) are not allowed',
  MULTIPLE_DOCS: 'one file holds one document: remove the line ---',
  BAD_INDENT: 'the indentation does not fit the lines around it',
  MISSING_CHAR: 'a closing quote, bracket or colon is missing',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon in one line: put the value between quotes',
  MULTILINE_IMPLICIT_KEY:
    'this line is not a key with a value: a colon is missing, or the indentation is wrong',
  BAD_SCALAR_START: 'a value that begins with this character stands between quotes',
  BAD_ALIAS: 'an alias (*name) is not written rightly',
};

export function readDocument(text: string): ReadDocument {
  const unreadable = (message: string): ReadDocument => ({
    kind: 'unreadable',
    problems: [{ path: '', line: 1, column: 1, message }],
  });
  if (Buffer.byteLength(text) > largest) return unreadable('the file is larger than 1 MB');
  if (nestsTooDeeply(text)) return unreadable(`the file nests deeper than ${deepest} levels`);
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: true, schema: 'core' } as const;
  const parsed = parseDocument(text, options);
  const slips = [...parsed.errors, ...parsed.warnings];
  if (slips.length > 0) {
    const problems = slips.map(({ code, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      return { path: '', line, column: col, message: syntaxMessages[code] ?? 'this is not valid YAML' };
    });
    return { kind: 'unreadable', problems };
  }
  try {
    const value: unknown = parsed.toJS({ maxAliasCount: mostAliases });
    return { kind: 'read', document: { value, positionOf: path => positionOf(parsed, lines, path) } };
  } catch (error) {
    // Aliases are the only thing left that can fail: one that names no anchor, or too many.
    if (!(error instanceof ReferenceError)) throw error;
    return unreadable('an alias (*name) names nothing before it, or aliases multiply too far');
  }
}

/** Judged before parsing: the parser itself would run out of memory. */
function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return new RegExp(`(?:[-?:][ \\t]+){${deepest}}|^ {${deepest * 8}}`, 'm').test(text);
}

function positionOf(document: Document.Parsed, lines: LineCounter, path: Path) {
  let offset = 0;
  let node: unknown = document.contents;
  for (const segment of path) {
    const found = step(isAlias(node) ? node.resolve(document) : node, segment);
    if (found === undefined) break;
    offset = found.offset;
    node = found.node;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
const isNode = (node: unknown): node is Node => isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);

function step(node: unknown, segment: PropertyKey) {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
    return pair && { node: pair.value, offset: startOf(pair.key) };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(segment)];
  return item === undefined ? undefined : { node: item, offset: startOf(item) };
}
