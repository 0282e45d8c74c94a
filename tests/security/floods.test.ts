/** Floods by those who prove nothing — RFC 9126 §7.1, RFC 8628 §5.2, OWASP ASVS 5 §16; rows RX, LG. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pkce, post, webAuthentication } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, spa, type World, web } from '../testkit/world.ts';
import { poolOf } from './invariants.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const television = {
  client_id: 'tv',
  token_endpoint_auth_method: 'none',
  grant_types: [deviceGrant],
  response_types: [],
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [web, spa, television],
    server: { trusted_proxies: ['127.0.0.1'] },
    file: { audit: { most_refusals_per_minute: 5 } },
  });
});
afterAll(() => world.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const request = (id: string, redirect_uri: string) => ({
  client_id: id,
  redirect_uri,
  response_type: 'code',
  scope: 'openid',
  ...pkce().challenge,
});

it('RX-05: one network has 120 requests of public clients stored in a minute, confidential ones are free', async () => {
  const push = (address: string) =>
    post(`${world.issuer}/par`, request('spa', spa.redirect_uris[0]), from(address));
  const begin = (address: string) =>
    post(`${world.issuer}/device_authorization`, { client_id: 'tv' }, from(address));
  for (let index = 0; index < 60; index++) {
    expect((await push(`2001:db8::${index}`)).status).toBe(201);
    expect((await begin(`2001:db8::${index}`)).status).toBe(200);
  }
  for (const act of [push, begin]) {
    const refused = await act('2001:db8::ffff');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await act('2001:db8:1::1')).status).toBeLessThan(202);
  }
  const proven = { ...webAuthentication, ...from('2001:db8::1') };
  const confidential = request('web', web.redirect_uris[0]);
  expect((await post(`${world.issuer}/par`, confidential, proven)).status).toBe(201);
  world.clock.advance(60);
  expect((await push('2001:db8::1')).status).toBe(201);
});

it('LG: a flood of refusals leaves some in the audit trail, and how many there were', async () => {
  const guess = () => post(`${world.issuer}/token`, { grant_type: 'nonsense' }, from('192.0.2.7'));
  for (let index = 0; index < 50; index++) expect((await guess()).status).toBeGreaterThan(399);
  world.clock.advance(60);
  await world.maintain();
  await settled(world);
  const { events } = await world.storage.audit.list(poolOf('default'), { limit: 100 });
  const kept = events.filter(({ remoteAddress }) => remoteAddress === '192.0.2.7');
  expect(kept).toHaveLength(6);
  expect(kept[0]?.reason).toMatch(/^45 more within a minute, the last: /);
});

describe('more requests than can be served', () => {
  let busy: World;
  beforeAll(async () => {
    busy = await createWorld({
      applications: [{ ...web, grant_types: ['password'], response_types: [] }],
      server: { most_requests_at_once: 4 },
    });
  });
  afterAll(() => busy.close());

  /** A password is looked at for some twenty milliseconds, so that these are under way at the same moment. */
  const signIn = () =>
    post(
      `${busy.issuer}/token`,
      { grant_type: 'password', username: 'alice', password: 'wrong' },
      webAuthentication,
    );

  it('RX-01: are told at once to come back, and those under way are served', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, signIn));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(4);
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.json).toMatchObject({ error: 'temporarily_unavailable' });
    }
  });

  it('are listened to again, however many they are and however soon they ask', async () => {
    const waves = Array.from({ length: 150 }, async () => {
      const statuses: number[] = [];
      for (let time = 0; time < 3; time++) statuses.push((await signIn()).status);
      return statuses;
    });
    const statuses = (await Promise.all(waves)).flat();
    expect(statuses).toHaveLength(450);
    expect(statuses.filter(status => status === 503).length).toBeGreaterThan(128);
    expect(statuses.filter(status => ![400, 429, 503].includes(status))).toEqual([]);
  });

  it('do not make the server look dead, and every place is free again afterwards', async () => {
    const flood = Array.from({ length: 40 }, signIn);
    expect((await fetch(`${busy.origin}/health/live`)).status).toBe(200);
    await Promise.all(flood);
    const four = await Promise.all(Array.from({ length: 4 }, signIn));
    expect(four.map(({ status }) => status)).not.toContain(503);
  });
});
