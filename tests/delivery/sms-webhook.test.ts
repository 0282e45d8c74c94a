/** Text messages by a signed webhook — AD-18. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../packages/server/src/index.ts';
import { codeMessage, defaultPool } from '../testkit/messages.ts';
import { createWorld, type World } from '../testkit/world.ts';

const secret = 'a secret of the webhook, long enough for HMAC';
const posted: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let status: number;
let receiver: Server;
let world: World;
let url: string;
const openWorld = (file: object) => createWorld({ file: { sms: { webhook: { url, secret } }, ...file } });
beforeEach(async () => {
  posted.length = 0;
  status = 204;
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    posted.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status).end();
  });
  await listen(receiver, { host: '127.0.0.1', port: 0 });
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/sms`;
  world = await openWorld({ egress: { dangerously_allow_private_networks: true } });
});
afterEach(async () => {
  await world.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function send(): Promise<void> {
  const to = { channel: 'sms', address: '+15550100' } as const;
  await world.delivery.courier.send(defaultPool, codeMessage(world.clock.now(), { to }));
  await world.delivery.sendMessages();
}

describe('a text message', () => {
  it('is posted once, signed over its time and its body', async () => {
    await send();
    expect(posted).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = posted;
    expect(JSON.parse(body)).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      to: '+15550100',
      text: '493817 is your code for Acme. It is good for 10 minutes.',
      locale: 'en',
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'symbolon-timestamp': String(world.clock.now()),
      'symbolon-signature': `v1=${createHmac('sha256', secret)
        .update(`${world.clock.now()}.${body}`)
        .digest('hex')}`,
    });
  });

  it('is posted again under the same name, with a new time, until it is taken', async () => {
    status = 500;
    await send();
    status = 200;
    world.clock.advance(2);
    await world.delivery.sendMessages();
    await world.delivery.sendMessages();
    const [first, second, ...more] = posted.map(({ headers, body }) => ({
      id: (JSON.parse(body) as { id: string }).id,
      at: headers['symbolon-timestamp'],
    }));
    expect([second, more]).toEqual([{ id: first?.id, at: String(world.clock.now()) }, []]);
  });

  it('does not reach a webhook inside of the network unless that is allowed', async () => {
    await world.close();
    world = await openWorld({});
    await send();
    expect(posted).toEqual([]);
    expect(await world.storage.outbox.claim(world.clock.now() + 60, 60, 10)).toHaveLength(1);
  });
});
