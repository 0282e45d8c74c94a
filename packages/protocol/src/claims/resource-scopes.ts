/**
 * The scope grammar of access keys: `resource:id:action`, any part `*`, the id or the action left out where it does not
 * matter: `book:1:read`, `book:*:read`, `book:read`, `book`, `*`.
 */
import type { Resource } from '../stores/index.ts';

interface ResourceScope {
  readonly resource: string;
  readonly id: string;
  readonly action: string;
}

const wildcard = '*';

/** `book:read` names an action, `book` means everything of it. */
function parse(scope: string): ResourceScope | undefined {
  const parts = scope.split(':');
  if (parts.some(part => part === '')) return undefined;
  const [resource = wildcard, second = wildcard, third] = parts;
  if (parts.length > 3) return undefined;
  return third === undefined
    ? { resource, id: wildcard, action: second }
    : { resource, id: second, action: third };
}

const covers = (allowed: string, asked: string): boolean => allowed === wildcard || allowed === asked;

/** Whether one of the rules allows all that the scope asks for: `*` in a request is allowed only by `*` in a rule. */
export function isAllowedScope(
  scope: string,
  rules: readonly string[],
  resources: readonly Resource[],
): boolean {
  const asked = parse(scope);
  if (!asked || !exists(asked, resources)) return false;
  return rules.some(rule => {
    const allowed = parse(rule);
    return (
      allowed !== undefined &&
      covers(allowed.resource, asked.resource) &&
      covers(allowed.id, asked.id) &&
      covers(allowed.action, asked.action)
    );
  });
}

/** Whether it is a rule that can be written: its resource and action are declared. */
export function isScopeOf(scope: string, resources: readonly Resource[]): boolean {
  const parsed = parse(scope);
  return parsed !== undefined && exists(parsed, resources);
}

function exists({ resource, action }: ResourceScope, resources: readonly Resource[]): boolean {
  if (resource === wildcard)
    return action === wildcard || resources.some(({ actions }) => actions.includes(action));
  const declared = resources.find(({ identifier }) => identifier === resource);
  return declared !== undefined && (action === wildcard || declared.actions.includes(action));
}
