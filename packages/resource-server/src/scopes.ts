/** What a token allows: scopes to the letter, and `resource:id:action` with `*` for any. */

interface ResourceScope {
  readonly resource: string;
  readonly id: string;
  readonly action: string;
}

/** Those that the granted scopes do not cover. */
export function missingScopes(granted: readonly string[], needed: readonly string[]): readonly string[] {
  return needed.filter(scope => !granted.some(other => covers(other, scope)));
}

function covers(granted: string, needed: string): boolean {
  if (granted === needed) return true;
  const [held, asked] = [parse(granted), parse(needed)];
  if (!held || !asked) return false;
  const parts = ['resource', 'id', 'action'] as const;
  return parts.every(part => held[part] === '*' || held[part] === asked[part]);
}

/** `book:read` is `book:*:read`. A bare word means only itself: `profile` must not open `profile:write`. */
function parse(scope: string): ResourceScope | undefined {
  const [resource = '', second, third, ...more] = scope.split(':');
  if (second === undefined && resource !== '*') return undefined;
  if (more.length > 0 || [resource, second, third].includes('')) return undefined;
  return third === undefined
    ? { resource, id: '*', action: second ?? '*' }
    : { resource, id: second ?? '*', action: third };
}

export const scopesOf = (scope: string | undefined): readonly string[] =>
  (scope ?? '').split(' ').filter(name => name !== '');
