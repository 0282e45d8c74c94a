/** The style sheet of an administrator: read by a parser, kept piece by piece where a piece is known to be harmless — CWE-79, CWE-1021. */
import { type AtRule, type ChildNode, CssSyntaxError, type Declaration, parse, type Rule } from 'postcss';
import { isStableClass } from './stable-classes.ts';

/** In characters. */
export const longestCss = 20_000;

export interface Dropped {
  /** From 1, in what was handed in. */
  readonly line: number;
  readonly reason: string;
}

export interface SafeCss {
  /** Written anew from the pieces that were kept. */
  readonly css: string;
  readonly dropped: readonly Dropped[];
}

const properties = new Set(
  `accent-color background background-color border border-block border-bottom border-color border-inline border-left
  border-radius border-right border-style border-top border-width box-shadow color column-gap font font-family font-size
  font-style font-weight gap height letter-spacing line-height margin margin-block margin-bottom margin-inline margin-left
  margin-right margin-top max-height max-width min-height min-width outline-color padding padding-block padding-bottom
  padding-inline padding-left padding-right padding-top row-gap text-align text-decoration text-decoration-color
  text-transform text-underline-offset width`.split(/\s+/),
);
const functions = new Set(
  'rgb rgba hsl hsla oklch color-mix calc min max clamp var linear-gradient radial-gradient'.split(' '),
);
const states = new Set('hover focus focus-visible active checked disabled first-child last-child'.split(' '));
const media =
  /^\((?:prefers-color-scheme: ?(?:dark|light)|prefers-reduced-motion: ?(?:reduce|no-preference)|m(?:in|ax)-width: ?\d{1,4}px)\)$/;

export function sanitiseCss(text: string): SafeCss {
  if (text.length > longestCss)
    return { css: '', dropped: [{ line: 1, reason: `is longer than ${longestCss} characters` }] };
  const dropped: Dropped[] = [];
  const drop: Drop = (node, reason) => {
    dropped.push({ line: node.source?.start?.line ?? 1, reason });
    return '';
  };
  try {
    // Otherwise a comment in the text could name a file to be read.
    const root = parse(text, { map: false });
    return { css: root.nodes.map(node => kept(node, drop)).join(''), dropped };
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    return { css: '', dropped: [{ line: error.line ?? 1, reason: `cannot be read: ${error.reason}` }] };
  }
}

type Drop = (node: ChildNode, reason: string) => '';

function kept(node: ChildNode, drop: Drop): string {
  switch (node.type) {
    case 'comment':
      return '';
    case 'rule':
      return keptRule(node, drop);
    case 'atrule':
      return keptMedia(node, drop);
    default:
      return drop(node, 'is a declaration outside of a rule');
  }
}

function keptMedia(node: AtRule, drop: Drop): string {
  const condition = node.params.trim().replace(/\s+/g, ' ');
  if (node.name.toLowerCase() !== 'media') return drop(node, 'only @media is allowed here');
  if (!media.test(condition) || node.parent?.type !== 'root')
    return drop(node, 'the condition of @media is not among those that are allowed');
  const inside = (node.nodes ?? []).map(child => kept(child, drop)).join('');
  return inside === '' ? '' : `@media ${condition}{${inside}}`;
}

function keptRule(rule: Rule, drop: Drop): string {
  const selectors = rule.selectors.map(readSelector);
  const wrong = selectors.find(({ kind }) => kind === 'refused');
  if (wrong) return drop(rule, wrong.text);
  const declarations = rule.nodes
    .map(node => {
      if (node.type === 'comment') return '';
      return node.type === 'decl' ? keptDeclaration(node, drop) : drop(node, 'rules cannot be nested');
    })
    .join('');
  return declarations === '' ? '' : `${selectors.map(({ text }) => text).join()}{${declarations}}`;
}

interface Read {
  readonly kind: 'kept' | 'refused';
  readonly text: string;
}

const compound = /^((?:\.[a-z][a-z0-9_-]*)+)((?::[a-z-]+)*)$/;

/** Classes that are documented, with a state perhaps, one inside or beside the other. */
function readSelector(selector: string): Read {
  const refuse = (text: string): Read => ({ kind: 'refused', text });
  const written = selector
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([>+~]) ?/g, '$1');
  for (const part of written.split(/[ >+~]/)) {
    const [, classes, pseudo = ''] = compound.exec(part) ?? [];
    if (classes === undefined) return refuse('a selector may only have classes and states');
    const strange = classes
      .slice(1)
      .split('.')
      .find(name => !isStableClass(name));
    if (strange !== undefined) return refuse(`.${strange.slice(0, 60)} is not among the stable classes`);
    if (
      !pseudo
        .split(':')
        .slice(1)
        .every(state => states.has(state))
    )
      return refuse('a selector has a state that is not allowed');
  }
  return { kind: 'kept', text: written };
}

function keptDeclaration(node: Declaration, drop: Drop): string {
  const name = node.prop.toLowerCase();
  if (!properties.has(name)) return drop(node, `the property ${node.prop.slice(0, 60)} is not allowed`);
  const value = node.value.trim().replace(/\s+/g, ' ');
  const breach = valueBreach(value);
  if (breach !== undefined) return drop(node, breach);
  return `${name}:${value}${node.important === true ? '!important' : ''};`;
}

const quoted = /"[\w .-]*"|'[\w .-]*'/g;

function valueBreach(value: string): string | undefined {
  const bare = value.replace(quoted, '');
  if (value.length > 400 || !/^[\w\s#%.,()+*/-]*$/.test(bare) || bare.includes('/*'))
    return 'the value has characters that are not allowed';
  const called = [...bare.matchAll(/([\w-]*)\(/g)].map(([, name = '']) => name.toLowerCase());
  const strange = called.find(name => name !== '' && !functions.has(name));
  if (strange !== undefined) return `${strange.slice(0, 40)}() is not allowed`;
  return isBalanced(bare) ? undefined : 'the value has an open parenthesis';
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
