/** The look-up of routes: by the exact path first, by a template last. */
import { createPathTemplate } from './path-template.ts';
import type { Route } from './route.ts';

/** The one place below which paths may be templates. */
const templatesBelow = '/admin/v1/';

export function createRouteTable(routes: readonly Route[]): (path: string) => Route | undefined {
  const exact = new Map(routes.map(route => [route.path, route]));
  const templates = routes
    .filter(({ path }) => path.startsWith(templatesBelow) && path.includes('{'))
    .map(route => ({ route, template: createPathTemplate(route.path) }))
    // `/users/import` before `/users/{user_id}`.
    .toSorted((a, b) => namesIn(a.route) - namesIn(b.route));
  // The longest first, so that the nearest answers.
  const remainders = routes
    .filter(({ path }) => path.endsWith('/**'))
    .map(route => ({ route, below: route.path.slice(0, -'**'.length) }))
    .toSorted((a, b) => b.below.length - a.below.length);
  return path => {
    const found = exact.get(path) ?? exact.get(anyBeside(path));
    if (found) return found;
    const matching = path.startsWith(templatesBelow)
      ? templates.find(({ template }) => template.match(path))?.route
      : undefined;
    return matching ?? remainders.find(({ below }) => path.startsWith(below))?.route;
  };
}

const namesIn = ({ path }: Route): number => path.split('{').length;

/** The path that takes any last segment where this one stands; an empty one is none. */
const anyBeside = (path: string): string => path.replace(/[^/]+$/, '*');
