/** One run of a module: a registered client, a browser without cookies, and requests as the suite sends them. */
import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { manage, register } from '../testkit/registration.ts';
import { type Answer, authorizationUrl, basic, post } from '../testkit/relying-party.ts';
import type { World } from '../testkit/world.ts';
import type { Plan } from './plans.ts';
import { standardUser } from './standard-user.ts';

export type Fields = Readonly<Record<string, string | undefined>>;

/** What of it is really sent, in its order. */
export const sentPairs = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));

export interface SuiteClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly authentication: Readonly<Record<string, string>>;
}

/** Where an authorization request led, and which pages asked something of the end-user on the way. */
export interface Visit {
  readonly page: Page;
  readonly asked: readonly ('login' | 'consent')[];
}

export interface Run {
  readonly world: World;
  readonly plan: Plan;
  readonly client: SuiteClient;
  readonly browser: Browser;
  /** What the request holds, `state` and `nonce` included. */
  parameters(more?: Fields): Fields;
  /** Sends an authorization request, and signs in and agrees where asked. */
  visit(more?: Fields): Promise<Visit>;
  /** Goes on from a page as the end-user would. */
  goOn(page: Page): Promise<Visit>;
  redeem(code: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  discovery(): Promise<Readonly<Record<string, unknown>>>;
  /** Another client, for this module only. */
  another(): Promise<Run>;
  /** Deletes the client, as every module does. */
  close(): Promise<void>;
}

/** What a module's client registers beyond, or instead of, what every client registers. */
export interface ClientWish {
  readonly metadata?: object;
  readonly refreshes?: boolean;
}

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const clientKey = { ...publicKey.export({ format: 'jwk' }), kid: 'suite', use: 'sig', alg: 'RS256' };

function metadataOf(
  { responseType }: Plan,
  redirectUri: string,
  { metadata, refreshes }: ClientWish,
): object {
  const words = responseType.split(' ');
  return {
    client_name: 'OIDF conformance suite',
    redirect_uris: [redirectUri],
    grant_types: [
      ...(words.includes('code') ? ['authorization_code'] : []),
      ...(words.includes('token') || words.includes('id_token') ? ['implicit'] : []),
      ...(refreshes === true ? ['refresh_token'] : []),
    ],
    response_types: [responseType],
    token_endpoint_auth_method: 'client_secret_basic',
    jwks: { keys: [clientKey] },
    contacts: ['suite@example.com'],
    ...metadata,
  };
}

export async function openRun(world: World, plan: Plan, module: string, wish: ClientWish): Promise<Run> {
  const redirectUri = `https://suite.test/test/${module}/callback`;
  const registration = await register(world, metadataOf(plan, redirectUri, wish));
  expect(registration.status, JSON.stringify(registration.json)).toBe(201);
  expect(registration.json).toMatchObject({ client_secret_expires_at: 0 });
  const [id, secret] = [String(registration.json['client_id']), String(registration.json['client_secret'])];
  const client = { id, secret, redirectUri, authentication: basic(id, secret) };
  const browser = new Browser();
  const run: Run = {
    world,
    plan,
    client,
    browser,
    parameters: (more = {}) => ({
      client_id: id,
      redirect_uri: redirectUri,
      scope: 'openid',
      state: 'aBcDeF0123',
      nonce: 'gHiJkL4567',
      response_type: plan.responseType,
      response_mode: plan.byFormPost ? 'form_post' : undefined,
      ...more,
    }),
    visit: async more => run.goOn(await browser.get(authorizationUrl(world, run.parameters(more)))),
    goOn: page => goOn(world, browser, page),
    redeem: (code, fields = {}) =>
      post(
        `${world.issuer}/token`,
        { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...fields },
        client.authentication,
      ),
    discovery: async () => (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json(),
    another: () => openRun(world, plan, module, wish),
    async close() {
      expect((await manage(registration, 'DELETE')).status).toBe(204);
    },
  };
  return run;
}

async function goOn(world: World, browser: Browser, first: Page): Promise<Visit> {
  const asked: ('login' | 'consent')[] = [];
  let page = await browser.follow(first, world.origin);
  if (page.body.includes('id="password"')) {
    asked.push('login');
    const { username: identifier, password } = standardUser;
    page = await browser.follow(await browser.submit(page, { identifier, password }), world.origin);
  }
  if (page.body.includes('id="allow"')) {
    asked.push('consent');
    page = await browser.follow(await browser.submit(page, { decision: 'allow' }), world.origin);
  }
  return { page, asked };
}
