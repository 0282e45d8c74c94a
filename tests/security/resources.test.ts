/** What a request may cost, and what is left of one that was broken off — OWASP ASVS 5 §2.4; rows RX. */
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, webAuthentication } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [{ ...web, grant_types: ['password', 'client_credentials'], response_types: [] }],
    server: { most_requests_at_once: 200, trusted_proxies: ['127.0.0.1'] },
  });
});
afterAll(() => world.close());

let guesses = 0;

/** Each for another name and from another network, so that nothing but the password decides. */
function guess(password: string) {
  const index = guesses++;
  return post(
    `${world.issuer}/token`,
    { grant_type: 'password', username: `ghost-${index}`, password },
    { ...webAuthentication, 'x-forwarded-for': `198.${index >> 8}.${index & 255}.1` },
  );
}

it('RX-02: passwords longer than 1,024 bytes are refused, and none of them is hashed', async () => {
  // More than the queue of hashes has room for: were they hashed, some would be told to come back.
  const statuses = async (password: string) =>
    new Set(
      (await Promise.all(Array.from({ length: 180 }, () => guess(password)))).map(({ status }) => status),
    );
  expect(await statuses('x'.repeat(1025))).toEqual(new Set([400]));
  expect(await statuses('x'.repeat(100_000))).toEqual(new Set([413]));
  // That the test can fail: a password of a length that is looked at.
  expect(await statuses('x'.repeat(1024))).toContain(429);
});

const requests = [
  { grant_type: 'client_credentials' },
  { grant_type: 'password', username: 'alice', password: 'wrong' },
  { grant_type: 'refresh_token', refresh_token: 'nonsense' },
];

/** Sends a request, and is gone so many milliseconds later, whatever has become of it. */
async function sendAndGo(form: Record<string, string>, after: number): Promise<void> {
  const { port } = new URL(world.address);
  const body = new URLSearchParams(form).toString();
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  socket.write(
    [
      'POST /oidc/token HTTP/1.1',
      `Host: ${new URL(world.origin).host}`,
      `Authorization: ${webAuthentication['authorization']}`,
      'Content-Type: application/x-www-form-urlencoded',
      // Every tenth promises more than it sends.
      `Content-Length: ${body.length + (after % 10 === 9 ? 5 : 0)}`,
      '',
      body,
    ].join('\r\n'),
  );
  await delay(after);
  socket.destroy();
}

it('RX-10: requests that are broken off at any moment leave nothing behind', async () => {
  const before = world.log.length;
  for (let wave = 0; wave < 10; wave++) {
    const broken = Array.from({ length: 100 }, (_, index) =>
      sendAndGo(requests[index % 3] ?? {}, (index * 7 + wave) % 30),
    );
    await Promise.all(broken);
  }
  // Every place is free again, and the database answers.
  const all = await Promise.all(
    Array.from({ length: 200 }, () =>
      post(`${world.issuer}/token`, { grant_type: 'client_credentials' }, webAuthentication),
    ),
  );
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  expect(world.log.slice(before).filter(line => /"level":"?(50|60|error|fatal)/.test(line))).toEqual([]);
});
