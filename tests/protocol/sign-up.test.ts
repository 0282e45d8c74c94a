/** Making an account at the hosted pages — OWASP ASVS 5 §6.2, §6.3.8. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { errorsOf, hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { redeem, responseOf } from '../testkit/relying-party.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const agreements = [
  { id: 'terms', title: 'Terms of use', url: 'https://rp.test/terms' },
  { id: 'news', title: 'Newsletter', url: 'https://rp.test/news', required: false },
];
const asking = {
  sign_up: { fields: ['username', 'email', 'phone', 'name'] },
  sign_in: { methods: ['password', 'email_code'] },
  agreements,
};
let world: World;
beforeAll(async () => {
  world = await createWorld({ pool: asking });
});
afterAll(() => world.close());

let made = 0;
const fresh = () => `new${++made}@example.org`;
const password = 'a password of my own';

async function begun() {
  world.clock.advance(3600);
  const flow = hostedFlow(world, new Browser());
  return { flow, page: await flow.go(await flow.open({ scope: 'openid profile email phone' }), '/sign-up') };
}

/** At the page of the details. */
async function proven(email = fresh()) {
  const { flow, page } = await begun();
  const code = await flow.submit(page, { email });
  const details = await flow.submit(code, { code: await world.codeFor(email) });
  const fields = { username: `user${made}`, phone: '+41441112233', name: 'New One', password };
  return { flow, email, details, fields: { ...fields, agreement_terms: 'on' } };
}

describe('signing up', () => {
  it('proves the address, then asks for the rest, and goes on to the application', async () => {
    const { flow, details, email, fields } = await proven();
    expect([titleOf(details), details.body.includes(`Confirmed: `)]).toEqual(['Create an account', true]);
    const done = await flow.submit(details, { ...fields, agreement_news: 'on' });
    const set = await redeem(world, responseOf(done).get('code') ?? '');
    const me = await fetch(`${world.issuer}/me`, {
      headers: { authorization: `Bearer ${String(set.json['access_token'])}` },
    });
    expect(await me.json()).toMatchObject({
      email,
      email_verified: true,
      phone_number: '+41441112233',
      phone_number_verified: false,
      name: 'New One',
      preferred_username: fields.username,
    });
    const again = hostedFlow(world, new Browser());
    const login = await again.submit(await again.open(), { identifier: email, password });
    expect(login.location).toContain('code=');
  });

  it.each([
    ['username', 'Choose a username.'],
    ['phone', 'Enter your phone number with its country, such as +44 20 7946 0000.'],
    ['name', 'Enter your name.'],
    ['password', 'Choose a password.'],
    ['agreement_terms', 'To go on, agree to this.'],
  ])('without %s says: %s', async (missing, words) => {
    const { flow, details, fields } = await proven();
    const { [missing]: _, ...others }: Record<string, string> = fields;
    const page = await flow.submit(details, others);
    expect([page.status, errorsOf(page)]).toEqual([400, [words]]);
  });

  it.each([
    ['a short password', { password: 'short' }, 'This password is too short. Use at least 12 characters.'],
    ['a long password', { password: 'x'.repeat(1025) }, 'This password is too long. Use at most 1024 bytes.'],
    ['the name of another', { username: 'ALICE' }, 'This username is taken. Choose another.'],
    [
      'a name that is an address',
      { username: 'victim@example.org' },
      'This username cannot be used. Choose letters, digits, dots or dashes.',
    ],
    ['no phone number', { phone: '12' }, 'This is not a whole phone number. Begin with + and the country.'],
  ])('with %s says so beside the field, and keeps what was typed', async (_name, change, words) => {
    const { flow, details, fields } = await proven();
    const page = await flow.submit(details, { ...fields, ...change });
    expect([page.status, errorsOf(page)]).toEqual([400, [words]]);
    expect(page.body).toContain('value="New One"');
    expect(page.body).not.toContain(password);
  });

  it('wants the address first', async () => {
    const { flow, page } = await begun();
    expect(errorsOf(await flow.submit(page, {}))).toEqual(['Enter your email address.']);
    for (const email of ['nobody', '+41441234567', 'a@b@c.test'])
      expect(errorsOf(await flow.submit(page, { email }))).toEqual([
        'This is not a whole email address, such as name@example.com.',
      ]);
  });

  it('makes one account of one proof', async () => {
    const { flow, details, fields } = await proven();
    expect((await flow.submit(details, fields)).location).toContain(`${redirectUri}?code=`);
    const again = await flow.submit(details, { ...fields, username: 'somebody-else' });
    expect(again.status).toBe(400);
    expect(again.body).toContain('There is an account with this email address. Sign in instead.');
  });

  it('tells one who has an account, by message alone', async () => {
    const { flow, page } = await begun();
    expect(titleOf(await flow.submit(page, { email: alice.email }))).toBe('Enter the code');
    await expect.poll(() => world.messages.at(-1)?.tidings).toEqual({ kind: 'already_signed_up' });
    expect(world.messages.at(-1)?.to.address).toBe(alice.email);
  });
});

it.each([
  ['offers a passkey before it goes on, where the pool has them', ['password', 'passkey'], 'yes', true],
  ['offers none where the browser cannot keep one', ['password', 'passkey'], '', false],
  ['offers none where the pool has none', ['password'], 'yes', false],
])('%s', async (_name, methods, passkey_capable, isOffered) => {
  const own = await createWorld({ pool: { sign_up: true, sign_in: { methods } } });
  const flow = hostedFlow(own, new Browser());
  const email = fresh();
  const code = await flow.submit(await flow.go(await flow.open(), '/sign-up'), { email });
  const details = await flow.submit(code, { code: await own.codeFor(email) });
  expect(details.body.includes('name="passkey_capable"')).toBe(methods.includes('passkey'));
  const page = await flow.submit(details, { password, passkey_capable });
  expect([titleOf(page) === 'Sign in faster next time', responseOf(page).has('code')]).toEqual([
    isOffered,
    !isOffered,
  ]);
  await own.close();
});

describe('a pool that verifies nothing', () => {
  it('asks for everything at once', async () => {
    const pool = { sign_up: { fields: ['username', 'email'], verification: 'optional' } };
    const plain = await createWorld({ pool, applications: [web] });
    const flow = hostedFlow(plain, new Browser());
    const page = await flow.go(await flow.open(), '/sign-up');
    const typed = { username: 'zoe', email: 'zoe@example.org', password };
    const taken = await flow.submit(page, { ...typed, email: alice.email });
    expect(errorsOf(taken)).toEqual(['There is an account with this email address. Sign in instead.']);
    expect((await flow.submit(page, typed)).location).toContain('code=');
    await plain.close();
  });
});
