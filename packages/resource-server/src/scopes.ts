/** What a token allows: scopes to the letter, and `resource:id:action` with `*` for any. */

interface ResourceScope {
  readonly resource: string;
  readonly id: string;
  readonly action: string;
}

/** What a word without a colon stands for: itself, or everything of the resource, as in the rules of access keys. */
export type BareWord = 'itself' | 'resource';

/** Those that the granted scopes do not cover. */
export function missingScopes(
  granted: readonly string[],
  needed: readonly string[],
  bareWord: BareWord = 'itself',
): readonly string[] {
  return needed.filter(scope => !granted.some(other => covers(other, scope, bareWord)));
}

function covers(granted: string, needed: string, bareWord: BareWord): boolean {
  if (granted === needed) return true;
  const [held, asked] = [parse(granted, bareWord), parse(needed, 'itself')];
  if (!held || !asked) return false;
  const parts = ['resource', 'id', 'action'] as const;
  return parts.every(part => held[part] === '*' || held[part] === asked[part]);
}

/** `book:read` is `book:*:read`. Of an end-user's token `profile` must not open `profile:write`. */
function parse(scope: string, bareWord: BareWord): ResourceScope | undefined {
  const [resource = '', second, third, ...more] = scope.split(':');
  if (second === undefined && resource !== '*' && bareWord === 'itself') return undefined;
  if (more.length > 0 || [resource, second, third].includes('')) return undefined;
  return third === undefined
    ? { resource, id: '*', action: second ?? '*' }
    : { resource, id: second ?? '*', action: third };
}

export const scopesOf = (scope: string | undefined): readonly string[] =>
  (scope ?? '').split(' ').filter(name => name !== '');
