/** Stopping: what is under way is answered, and a second signal does not wait for it. */
import { type ClientRequest, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { freshCode, refresh, tokens, webAuthentication } from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

let server: StartedServer;
beforeEach(async () => {
  server = await startServer({ applications: [web] });
});
afterEach(() => server.close());

interface HalfSent {
  readonly sending: ClientRequest;
  readonly rest: string;
  /** The status and the body; `cut off` where no answer came. */
  readonly answer: Promise<{ readonly status: number | undefined; readonly body: string } | 'cut off'>;
}

/** A token request of which the server has the head and half of the body. */
async function sendHalf(fields: Record<string, string>): Promise<HalfSent> {
  const body = new URLSearchParams(fields).toString();
  const sending = request(`${server.issuer}/token`, {
    method: 'POST',
    headers: {
      ...webAuthentication,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      // The server says so once it has read the head.
      expect: '100-continue',
      connection: 'keep-alive',
    },
  });
  const answer: HalfSent['answer'] = new Promise(resolve => {
    sending.once('error', () => resolve('cut off'));
    sending.once('response', async response => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() });
    });
  });
  await new Promise(resolve => {
    sending.once('continue', resolve);
    sending.flushHeaders();
  });
  sending.write(body.slice(0, 20));
  return { sending, rest: body.slice(20), answer };
}

/** Milliseconds that requests under way are given; an end that takes as long has waited for nothing. */
const grace = 5000;

const redirect_uri = web.redirect_uris[0];

describe('SIGTERM', () => {
  it('lets requests under way be answered, takes no new ones, and ends with 0', async () => {
    const code = await freshCode(server, { scope: 'openid offline_access' });
    const halfSent = await sendHalf({ grant_type: 'authorization_code', code, redirect_uri });
    const startedAt = performance.now();
    const ended = server.stop();
    await server.lineOfLog(/stopping on SIGTERM/);
    await expect(fetch(`${server.origin}/health/live`)).rejects.toThrow('fetch failed');
    halfSent.sending.end(halfSent.rest);
    const answer = await halfSent.answer;
    if (answer === 'cut off') throw new Error('it was cut off');
    expect(answer.status).toBe(200);
    expect(await ended).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(grace);
    await server.start();
    expect((await refresh(server, JSON.parse(answer.body).refresh_token)).status).toBe(200);
  });

  it('does not wait for connections that ask for nothing', async () => {
    const { refresh_token } = await tokens(server, 'openid offline_access', new Browser());
    const startedAt = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(grace);
    await server.start();
    expect((await refresh(server, refresh_token)).status).toBe(200);
  });
});

describe('a second signal', () => {
  it('cuts off what is under way, and ends with 1', async () => {
    const halfSent = await sendHalf({ grant_type: 'refresh_token', refresh_token: 'x'.repeat(40) });
    const ended = server.stop();
    await server.lineOfLog(/stopping on SIGTERM/);
    void server.stop();
    expect(await ended).toBe(1);
    expect(await halfSent.answer).toBe('cut off');
  });
});
