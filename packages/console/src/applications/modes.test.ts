/** The six modes and what they are registered as. */
import { describe, expect, it } from 'vitest';
import { beginnings } from './application.ts';
import { type Mode, modes, modesOf, withModes } from './modes.ts';

const sets: readonly (readonly Mode[])[] = [
  ['code', 'pkce'],
  ['pkce'],
  ['implicit'],
  ['hybrid'],
  ['client_credentials'],
  ['password'],
  [...modes],
];

describe('what is chosen', () => {
  it.each(sets.map(set => [set]))('is what is read again: %s', set => {
    const written = withModes(beginnings.web, new Set(set), true);
    expect([...modesOf(written)].sort()).toEqual([...set].sort());
  });

  it('asks for PKCE where nothing may go without, and never says so of a public application', () => {
    expect(withModes(beginnings.web, new Set<Mode>(['pkce']), true).require_pkce).toBe(true);
    expect(withModes(beginnings.web, new Set<Mode>(['code', 'pkce']), true).require_pkce).toBeUndefined();
    expect(withModes(beginnings.spa, new Set<Mode>(['pkce']), true).require_pkce).toBeUndefined();
  });

  it('keeps a device grant and the response types that were narrowed before', () => {
    const device = 'urn:ietf:params:oauth:grant-type:device_code' as const;
    const narrowed = withModes(
      { grant_types: [device, 'implicit'], response_types: ['id_token'] },
      new Set<Mode>(['implicit']),
      true,
    );
    expect(narrowed.grant_types).toEqual(['implicit', device, 'refresh_token']);
    expect(narrowed.response_types).toEqual(['id_token']);
  });

  it('leaves refresh tokens to modes that issue one', () => {
    expect(withModes(beginnings.web, new Set<Mode>(['implicit']), true).grant_types).toEqual(['implicit']);
  });
});
