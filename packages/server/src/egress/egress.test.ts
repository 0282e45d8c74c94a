/** The egress guard: which addresses are inside, that none of them is reached, and that no answer is endless. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from './address.ts';
import { createEgress, type EgressOptions } from './egress.ts';

const accept = 'application/json';
const opened: Server[] = [];

/** A host inside; `hits` counts what reached it. */
async function sink(answer: RequestListener = (_request, response) => response.end('inside')) {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    answer(request, response);
  });
  opened.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, hits, url: `http://127.0.0.1:${port}` };
}

afterEach(() => {
  for (const server of opened.splice(0)) server.closeAllConnections();
});

const guarded = (lookup?: EgressOptions['lookup']) =>
  createEgress({ ...(lookup && { lookup }), dangerouslyAllowPrivateNetworks: false });
const open = createEgress({ dangerouslyAllowPrivateNetworks: true });

describe('the judgement of addresses (RFC 6890)', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s is not public', address => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '100.63.255.255', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    address => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('the guard', () => {
  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'https://user@example.com/',
    'https://user:pass@example.com/',
    'no URL',
  ])('refuses %s before any name is resolved', async url => {
    const asked: string[] = [];
    const egress = guarded(async hostname => {
      asked.push(hostname);
      return [{ address: '1.1.1.1', family: 4 }];
    });
    expect((await egress.fetchText(url, { accept })).kind).toBe('refused');
    expect(asked).toEqual([]);
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '0', '[::1]', '[::ffff:7f00:1]'])(
    'reaches nothing at https://%s',
    async host => {
      const inside = await sink();
      const fetched = await guarded().fetchText(`https://${host}:${inside.port}/`, { accept });
      expect(fetched.kind).toBe('refused');
      expect(inside.hits).toEqual([]);
    },
  );

  it('refuses a name of which one address is inside', async () => {
    const egress = guarded(async () => [
      { address: '1.1.1.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
    expect(await egress.fetchText('https://rebind.test/', { accept })).toEqual({
      kind: 'refused',
      reason: 'the host has an address that is not public',
    });
  });

  it('names no address and no host in its reasons', async () => {
    const fetched = await guarded().fetchText('https://127.0.0.1/secret-path', { accept });
    expect(JSON.stringify(fetched)).not.toMatch(/127|secret/);
  });
});

describe('with dangerously_allow_private_networks', () => {
  it('reads a text', async () => {
    const inside = await sink();
    expect(await open.fetchText(`${inside.url}/a`, { accept })).toEqual({ kind: 'fetched', text: 'inside' });
    expect(inside.hits).toEqual(['/a']);
  });

  it('connects to the address that was judged, whatever the name would say afterwards', async () => {
    const inside = await sink();
    let asked = 0;
    const egress = createEgress({
      dangerouslyAllowPrivateNetworks: true,
      lookup: async () => [{ address: ++asked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }],
    });
    const fetched = await egress.fetchText(`http://name.test:${inside.port}/`, { accept });
    expect(fetched.kind).toBe('fetched');
    expect(asked).toBe(1);
  });

  it('gives up on a host that does not answer, and on one that never ends', async () => {
    const silent = await sink(() => undefined);
    const endless = await sink((_request, response) => void response.write('{'));
    for (const { url } of [silent, endless]) {
      expect(await open.fetchText(url, { accept, timeout: 50 })).toEqual({
        kind: 'failed',
        reason: 'the answer took too long',
      });
    }
  });

  it('gives up on a name server that does not answer', async () => {
    const egress = createEgress({
      dangerouslyAllowPrivateNetworks: true,
      lookup: () => new Promise(() => undefined),
    });
    const fetched = await egress.fetchText('https://slow.test/', { accept, timeout: 20 });
    expect(fetched).toEqual({ kind: 'failed', reason: 'the answer took too long' });
  });

  it('reads no more than it may', async () => {
    const long = await sink((_request, response) => response.end('x'.repeat(101)));
    expect((await open.fetchText(long.url, { accept, maximumLength: 100 })).kind).toBe('failed');
    expect((await open.fetchText(long.url, { accept, maximumLength: 101 })).kind).toBe('fetched');
  });

  it.each([
    ['an error status', 500, {}],
    ['a compressed answer', 200, { 'content-encoding': 'gzip' }],
    ['a redirect to nowhere', 302, {}],
  ] as const)('does not take %s', async (_name, status, headers) => {
    const inside = await sink((_request, response) => response.writeHead(status, headers).end('{}'));
    expect((await open.fetchText(inside.url, { accept })).kind).toBe('failed');
  });

  it('follows three redirects and no fourth', async () => {
    const chain = await sink((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('arrived');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await open.fetchText(`${chain.url}/3`, { accept })).toEqual({ kind: 'fetched', text: 'arrived' });
    expect((await open.fetchText(`${chain.url}/4`, { accept })).kind).toBe('failed');
  });

  it('judges where a redirect leads anew', async () => {
    const inside = await sink((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect((await open.fetchText(inside.url, { accept })).kind).toBe('refused');
  });

  it('calls a host that is not there failed', async () => {
    const inside = await sink();
    opened.at(-1)?.close();
    expect((await open.fetchText(inside.url, { accept })).kind).toBe('failed');
  });
});
