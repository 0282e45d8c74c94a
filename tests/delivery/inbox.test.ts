/** The local inbox: there for whoever sits at this machine while no way out is configured, for nobody else. */
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { codeMessage, defaultPool, poolNamed } from '../testkit/messages.ts';
import { createWorld, type World, type WorldOptions } from '../testkit/world.ts';

let world: World;
afterEach(() => world.close());

const smtp = { from: 'a@acme.example', smtp: { host: '127.0.0.1' } };
const sms = { webhook: { url: 'https://sms.example/', secret: 's'.repeat(32) } };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createWorld(options);
}
async function send(change: Parameters<typeof codeMessage>[1] = {}, pool = defaultPool): Promise<void> {
  await world.delivery.courier.send(pool, codeMessage(world.clock.now(), change));
  await world.delivery.sendMessages();
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** As it is, with any header, `Host` too. */
function get(path: string, headers: Record<string, string> = {}, address = world.address): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${address}${path}`, { headers, agent: false }, async incoming => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const body = Buffer.concat(chunks).toString();
      resolve({ status: incoming.statusCode, headers: incoming.headers, body });
    });
    outgoing.on('error', reject).end();
  });
}

const linksIn = (body: string) =>
  [...body.matchAll(/href="(\/inbox\/[\w-]+)"/g)].map(([, path = '']) => path);

describe('the local inbox', () => {
  it('shows what was sent from every pool, newest first, and each message whole', async () => {
    await open({ pools: [{ name: 'staff' }] });
    expect((await get('/inbox')).body).toContain('There is nothing here yet.');
    await send();
    world.clock.advance(1);
    const bob = { channel: 'sms', address: '+15550100' } as const;
    await send({ to: bob, tidings: { kind: 'already_signed_up' } }, poolNamed('staff'));
    const { status, headers, body } = await get('/inbox');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body.indexOf('You already have an account at Acme')).toBeLessThan(
      body.indexOf('Your sign-in code for Acme'),
    );
    const [second = '', first = '', ...more] = linksIn(body);
    expect(more).toEqual([]);
    expect((await get(first)).body).toMatch(/<span id="code">493817<\/span>/);
    expect((await get(second)).body).toContain(`href="${world.origin}/staff/login"`);
    expect((await get('/')).body).toContain('href="/inbox"');
    expect((await get('/inbox/nothing')).status).toBe(404);
  });

  it('keeps a message for a day, its script as text, and purges it then', async () => {
    await open();
    await send({ senderName: '<script>alert(1)</script>' });
    const [path = ''] = linksIn((await get('/inbox')).body);
    for (const page of ['/inbox', path]) expect((await get(page)).body).not.toContain('<script>alert');
    world.clock.advance(86_399);
    await world.maintain();
    expect((await get(path)).status).toBe(200);
    world.clock.advance(1);
    expect([(await get(path)).status, linksIn((await get('/inbox')).body)]).toEqual([404, []]);
    await world.maintain();
    expect(await world.storage.outbox.kept(defaultPool, 0, 10)).toEqual([]);
  });

  it('does not exist for a request that came through a proxy, and answers no foreign host', async () => {
    await open();
    await send();
    const [path = ''] = linksIn((await get('/inbox')).body);
    const signs = [
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=127.0.0.1' },
      { 'x-forwarded-host': 'localhost' },
      { 'x-forwarded-proto': 'https' },
      { 'x-real-ip': '127.0.0.1' },
      { via: '1.1 proxy' },
    ];
    for (const sign of signs) {
      for (const page of ['/inbox', path]) expect((await get(page, sign)).status).toBe(404);
      expect((await get('/', sign)).body).not.toContain('/inbox');
    }
    expect((await get('/inbox', { host: 'evil.test' })).status).toBe(421);
  });

  it('does not exist for a peer on the network', async () => {
    const address = Object.values(networkInterfaces())
      .flatMap(found => found ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    if (address === undefined) throw new Error('This test needs an address on a network.');
    await open({ listenOn: '0.0.0.0' });
    const { port } = new URL(world.address);
    const here = await get('/inbox');
    const there = await get('/inbox', { host: `127.0.0.1:${port}` }, `http://${address}:${port}`);
    expect([here.status, there.status]).toEqual([200, 404]);
  });

  it.each<readonly [string, WorldOptions]>([
    ['whose origin is public', { origin: 'https://login.example.com' }],
    ['that trusts a proxy', { server: { trusted_proxies: ['10.0.0.1'] } }],
    ['with a way out for every channel', { file: { email: smtp, sms } }],
  ])('does not exist on a server %s', async (_name, options) => {
    await open(options);
    expect((await get('/inbox')).status).toBe(404);
    expect((await get('/')).body).not.toContain('/inbox');
  });

  it('shows only messages of a channel that has no way out', async () => {
    await open({ file: { email: smtp } });
    await send({ to: { channel: 'sms', address: '+15550100' } });
    expect(linksIn((await get('/inbox')).body)).toHaveLength(1);
    await world.close();
    await open({ file: { sms } });
    await send();
    expect(linksIn((await get('/inbox')).body)).toHaveLength(1);
  });
});
