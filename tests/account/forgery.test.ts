/** Forged forms at the account page — row SC-05. */
import { describe, expect, it } from 'vitest';
import { defaultPool } from '../testkit/messages.ts';
import { at, carol, isSignedIn, signedIn, ticketOf, withCarol, world } from './carol.ts';

withCarol();

describe('forgery (SC-05)', () => {
  const acts = [
    ['/profile', { name: 'Mallory' }],
    ['/password', { password: carol.password, new_password: 'mallory has chosen' }],
    ['/email', { password: carol.password, address: 'mallory@evil.test' }],
    ['/phone', { password: carol.password, address: '+41449999999' }],
    ['/sessions', { which: 'others' }],
    ['/applications', { client_id: 'web' }],
    ['/sign-out', {}],
    ['/authenticator', { code: '000000' }],
    ['/authenticator-change', { change: 'remove' }],
    ['/passkey', { action: 'passkey', passkey: '{}' }],
    ['/passkey-removal', { credential_id: 'x' }],
    ['/delete', { password: carol.password }],
  ] as const;

  it.each(acts)('of %s is refused with 403, whatever it lacks', async (path, fields) => {
    const browser = await signedIn();
    const another = ticketOf(await (await signedIn()).get(at('')));
    const own = ticketOf(await browser.get(at('')));
    const forgeries: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
      [{}, {}],
      [{ ticket: another }, {}],
      [{ ticket: own }, { origin: 'https://evil.test' }],
      [{ ticket: own }, { origin: 'null' }],
      [{ ticket: own }, { 'sec-fetch-site': 'cross-site' }],
    ];
    for (const [ticket, headers] of forgeries) {
      const answer = await browser.post(at(path), { ...fields, ...ticket }, headers);
      expect([answer.status, headers]).toEqual([403, headers]);
    }
    expect((await world.storage.directory.find(defaultPool, 'carol'))?.claims['name']).toBe('Carol');
    expect(await isSignedIn(browser)).toBe(true);
  });
});
