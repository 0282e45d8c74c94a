/** Another e-mail address or phone number on the account page — OWASP ASVS 5 §6.3.7, rows HL-01, SC-05. */
import { describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { signIn } from '../testkit/relying-party.ts';
import { alice } from '../testkit/world.ts';
import { at, carol, create, passwordHash, send, signedIn, ticketOf, withCarol, world } from './carol.ts';

withCarol();

let made = 0;
const newEmail = () => `carol${++made}@elsewhere.example`;
const stored = () => world.storage.directory.find(defaultPool, 'carol');
const enter = async (browser: Browser, page: Page, code: string) =>
  browser.follow(await browser.submit(page, { code }), world.origin);
const ask = (browser: Browser, address: string, more: Record<string, string> = {}) =>
  send(browser, '/email', { address, password: carol.password, ...more });
const toldAt = (address: string) =>
  world.messages.filter(({ to }) => to.address === address).map(({ tidings }) => tidings.kind);

/** Messages leave in a later turn than the answer. */
const delivered = () => new Promise(resolve => setImmediate(resolve));

describe('another e-mail address', () => {
  it('is changed by its proof alone, signs in from then on, and the former one is told', async () => {
    const [browser, address] = [await signedIn(), newEmail()];
    const former = toldAt(carol.email).length;
    const asked = await ask(browser, ` ${address.toUpperCase()} `);
    expect(asked.body).toContain(address);
    expect((await stored())?.claims['email']).toBe(carol.email);
    const code = await world.codeFor(address);
    const wrong = await enter(browser, asked, code === '000000' ? '111111' : '000000');
    expect(wrong.status).toBe(400);
    const done = await enter(browser, asked, code);
    expect([done.url, done.body.includes('Your address is confirmed and saved.')]).toEqual([
      `${at('')}?done=address_changed`,
      true,
    ]);
    const user = await stored();
    expect(user?.claims).toMatchObject({ email: address, email_verified: true, name: 'Carol' });
    expect(user?.identifiers.toSorted((one, other) => (one.kind < other.kind ? -1 : 1))).toEqual([
      { kind: 'email', value: address },
      { kind: 'username', value: carol.username },
    ]);
    await delivered();
    expect(toldAt(carol.email).slice(former)).toEqual(['address_changed']);
    expect(toldAt(address)).toEqual(['address_code']);
    const again = await signIn(world, new Browser(), {}, { username: address, password: carol.password });
    expect(again.location).toContain('code=');
  });

  it('wants the present password, and an address', async () => {
    const browser = await signedIn();
    const address = newEmail();
    const refused = await ask(browser, address, { password: 'a wrong one, surely' });
    expect([refused.status, refused.body.includes('That password is not right.')]).toEqual([400, true]);
    expect((await ask(browser, '+41441234500')).status).toBe(400);
    for (const unusable of ['', 'nobody', 'a@b\r\nBcc: c@d', 'a@x,b@y'])
      expect((await ask(browser, unusable)).status).toBe(400);
    await delivered();
    expect(toldAt(address)).toEqual([]);
  });

  it('wants a fresh sign-in of one who has no password', async () => {
    const { directory } = world.storage;
    const former = await directory.find(defaultPool, 'carol');
    const browser = await signedIn();
    await directory.remove(defaultPool, 'carol', former?.version ?? 0, { at: 0, deliverUntil: 0 });
    await create('carol', undefined, [{ kind: 'email', value: carol.email }]);
    expect((await browser.follow(await browser.get(at('/email')), world.origin)).body).toContain(
      'id="identifier"',
    );
  });

  it('HL-01: is asked for with the same answer whoever has it, and its owner alone is told', async () => {
    const browser = await signedIn();
    const plain = ({ status, body }: Page, address: string) => [
      status,
      body.replaceAll(address, '…').replace(/(ticket" value=|ticket=)"?[\w-]+/g, ''),
    ];
    const free = newEmail();
    const [ofNobody, ofAlice] = [await ask(browser, free), await ask(browser, alice.email)];
    expect(plain(ofAlice, alice.email)).toEqual(plain(ofNobody, free));
    await delivered();
    expect([toldAt(alice.email).at(-1), toldAt(free)]).toEqual(['already_signed_up', ['address_code']]);
    const [guessed, other] = [
      await enter(browser, ofAlice, '000000'),
      await enter(browser, ofNobody, '000000'),
    ];
    expect(plain(guessed, alice.email)).toEqual(plain(other, free));
  });

  it('is proven by a code of this user, for this purpose, in this session alone', async () => {
    const address = newEmail();
    await create('dave', passwordHash, [{ kind: 'username', value: 'dave' }]);
    const [browser, dave] = [await signedIn(), new Browser()];
    await signIn(world, dave, {}, { username: 'dave', password: carol.password });
    const ofCarol = await ask(browser, address);
    const ofDave = await ask(dave, address);
    const [codeOfCarol, codeOfDave] = [await world.codeFor(address), await world.codeFor(address)];
    if (codeOfCarol !== codeOfDave) expect((await enter(dave, ofDave, codeOfCarol)).status).toBe(400);
    const stolen = await enter(dave, ofCarol, codeOfCarol);
    expect(stolen.status).toBe(403);
    await send(browser, '/sign-out', {});
    await signedIn(browser);
    const late = await enter(browser, ofCarol, codeOfCarol);
    expect(late.url).toBe(at(''));
    expect((await stored())?.claims['email']).toBe(carol.email);
  });

  it('belongs to one of two who prove it at once', async () => {
    const address = newEmail();
    await create('dave', passwordHash, [{ kind: 'username', value: 'dave' }]);
    const [browser, dave] = [await signedIn(), new Browser()];
    await signIn(world, dave, {}, { username: 'dave', password: carol.password });
    const [ofCarol, ofDave] = [await ask(browser, address), await ask(dave, address)];
    const [codeOfCarol, codeOfDave] = [await world.codeFor(address), await world.codeFor(address)];
    const done = await Promise.all([enter(browser, ofCarol, codeOfCarol), enter(dave, ofDave, codeOfDave)]);
    expect(done.map(({ url }) => new URL(url).searchParams.get('done')).toSorted()).toEqual([
      'address_changed',
      'address_taken',
    ]);
    const loser = done.find(({ url }) => url.endsWith('address_taken'));
    expect(loser?.body).toContain('This address belongs to another account by now.');
    const holders = await Promise.all(
      ['carol', 'dave'].map(id => world.storage.directory.find(defaultPool, id)),
    );
    expect(holders.filter(user => user?.identifiers.some(({ value }) => value === address))).toHaveLength(1);
  });
});

describe('a phone number', () => {
  it('is added by its proof, and the proven e-mail address is told', async () => {
    const browser = await signedIn();
    const former = toldAt(carol.email).length;
    expect((await browser.get(at(''))).body).toContain('Add a phone number');
    const asked = await send(browser, '/phone', { address: '+41 44 123 45 99', password: carol.password });
    await enter(browser, asked, await world.codeFor('+41441234599'));
    expect((await stored())?.claims).toMatchObject({
      phone_number: '+41441234599',
      phone_number_verified: true,
      email_verified: true,
    });
    await delivered();
    expect(toldAt(carol.email).slice(former)).toEqual(['address_changed']);
  });
});

it('of one whom the operator declares stays as it is', async () => {
  const browser = new Browser();
  await signIn(world, browser, {}, alice);
  const ticket = ticketOf(await browser.get(at('')));
  const answer = await browser.post(at('/email'), { ticket, address: newEmail(), password: alice.password });
  expect(answer.location).toBe(at(''));
});
