/** How many clients may register themselves, and how long they are kept for nothing — RFC 7591 §5. */
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { manage, register } from '../testkit/registration.ts';
import { signIn } from '../testkit/relying-party.ts';
import { createWorld, type World } from '../testkit/world.ts';

const token = 'initial-access-token-of-the-tests';
const days = 86_400;

async function withWorld(registration: object, act: (world: World) => Promise<void>): Promise<void> {
  const server = { trusted_proxies: ['127.0.0.1'] };
  const world = await createWorld({ pool: { registration }, server });
  try {
    await act(world);
  } finally {
    await world.close();
  }
}

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('DR-10: registrations', () => {
  it('from one network are limited by the hour, those from others are not', () =>
    withWorld({ mode: 'open', most_per_hour: 5 }, async world => {
      const attempt = (address: string) => register(world, {}, undefined, from(address));
      for (let host = 1; host <= 5; host++) expect((await attempt(`2001:db8::${host}`)).status).toBe(201);
      const limited = await attempt('2001:db8::6');
      expect([limited.status, Number(limited.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
      expect((await attempt('2001:db8:0:1::1')).status).toBe(201);
      world.clock.advance(3600);
      expect((await attempt('2001:db8::1')).status).toBe(201);
    }));

  it('with one initial access token are limited from wherever they come', () =>
    withWorld(
      { mode: 'token', initial_access_tokens: [token, `${token}2`], most_per_hour: 2 },
      async world => {
        const attempt = (last: number, shown = token) => register(world, {}, shown, from(`192.0.2.${last}`));
        expect([(await attempt(1)).status, (await attempt(2)).status]).toEqual([201, 201]);
        expect((await attempt(3)).status).toBe(429);
        expect((await attempt(3, `${token}2`)).status).toBe(201);
      },
    ));

  it('that nobody ever used are forgotten after thirty days, those in use are not', () =>
    withWorld({ mode: 'open' }, async world => {
      const [used, unused] = [await register(world), await register(world)];
      const client_id = String(used.json['client_id']);
      expect((await signIn(world, new Browser(), { client_id })).location).toContain('code=');
      world.clock.advance(30 * days - 1);
      await world.maintain();
      expect((await manage(unused, 'GET')).status).toBe(200);
      world.clock.advance(1);
      await world.maintain();
      expect((await manage(unused, 'GET')).status).toBe(401);
      const gone = await signIn(world, new Browser(), { client_id: String(unused.json['client_id']) });
      expect([gone.status, gone.location]).toEqual([400, undefined]);
      expect((await manage(used, 'GET')).status).toBe(200);
    }));
});

describe('DR-01: guesses at the initial access token', () => {
  it('are judged no more after twenty in a minute from one network', () =>
    withWorld({ mode: 'token', initial_access_tokens: [token] }, async world => {
      const attempt = (last: number, shown: string) => register(world, {}, shown, from(`192.0.2.${last}`));
      for (let guess = 0; guess < 20; guess++) expect((await attempt(1, `guess${guess}`)).status).toBe(401);
      const blocked = await attempt(1, token);
      expect([blocked.status, blocked.headers.get('retry-after')]).toEqual([429, '60']);
      expect((await attempt(2, token)).status).toBe(201);
      world.clock.advance(60);
      expect((await attempt(1, token)).status).toBe(201);
    }));
});
