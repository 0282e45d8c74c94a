/** The page that tells whether the session has changed, its own script run — OpenID Connect Session Management 1.0 §3. */
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { responseOf, signIn } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Listener = (event: { data: unknown; origin: string; source: object }) => Promise<void>;

/** The frame as the browser would show it: what it answers to a message, undefined where it keeps silent. */
async function frameIn(browser: Browser) {
  const page = await browser.get(`${world.issuer}/session/check`);
  const script = /<script>([\s\S]*)<\/script>/.exec(page.body)?.[1] ?? '';
  const document = {
    get cookie() {
      return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
  };
  let answered: unknown;
  const parent = {
    postMessage(...answer: readonly unknown[]) {
      answered = answer;
    },
  };
  let listener: Listener | undefined;
  const addEventListener = (_type: string, given: Listener) => {
    listener = given;
  };
  runInNewContext(script, { document, parent, addEventListener, crypto, btoa, TextEncoder, Uint8Array });
  const ask = async (data: unknown, origin = 'https://rp.test', source: object = parent) => {
    answered = undefined;
    await listener?.({ data, origin, source });
    return answered;
  };
  return { page, ask };
}

describe('the session frame', () => {
  it('says unchanged to the client until the session ends, changed to every other origin and client', async () => {
    const browser = new Browser();
    const state = responseOf(await signIn(world, browser)).get('session_state') ?? '';
    const { ask } = await frameIn(browser);
    const message = `${web.client_id} ${state}`;
    expect(await ask(message)).toEqual(['unchanged', 'https://rp.test']);
    expect(await ask(message, 'https://evil.test')).toEqual(['changed', 'https://evil.test']);
    expect(await ask(`spa ${state}`)).toEqual(['changed', 'https://rp.test']);
    const asked = await browser.follow(await browser.get(`${world.issuer}/session/end`), world.origin);
    await browser.submit(asked, { decision: 'sign_out' });
    expect(await ask(message)).toEqual(['changed', 'https://rp.test']);
    await signIn(world, browser);
    expect(await ask(message)).toEqual(['changed', 'https://rp.test']);
  });

  it('says error to what it does not understand, and nothing to those who do not frame it', async () => {
    const { ask } = await frameIn(new Browser());
    expect(await ask('nonsense')).toEqual(['error', 'https://rp.test']);
    expect(await ask({})).toBeUndefined();
    expect(await ask('web x', 'https://rp.test', {})).toBeUndefined();
    expect(await ask('web x', 'null')).toBeUndefined();
  });

  it('runs its own script alone, asks the network for nothing, and may be framed', async () => {
    const { page } = await frameIn(new Browser());
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'$/,
    );
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.body).not.toMatch(/fetch|XMLHttpRequest/);
  });
});
