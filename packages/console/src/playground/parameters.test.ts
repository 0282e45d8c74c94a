/** What of the playground may be kept while its page is away. */
import { expect, it } from 'vitest';
import { modes, type PlayMode } from './modes.ts';
import { parametersOf, typedKeyOf, withoutSecrets } from './parameters.ts';

it('is everything that was typed, save passwords and refresh tokens', () => {
  const placesOf = (mode: PlayMode) =>
    parametersOf(mode).map(parameter => [typedKeyOf(parameter, mode), parameter.name] as const);
  const typed = Object.fromEntries(modes.flatMap(placesOf));
  const names = new Set(Object.values(typed));
  const kept = new Set(Object.values(withoutSecrets(typed)));
  expect([...names].filter(name => !kept.has(name))).toEqual(['password', 'refresh_token']);
});
