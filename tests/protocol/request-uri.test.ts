/** Request objects by reference: `request_uri` — RFC 9101 §5.2, §10.4; OIDC Core §6.2; OIDC Registration §2. */
import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { type Inside, openInside } from '../testkit/inside.ts';
import { authorizationUrl, redeem, responseOf, signIn } from '../testkit/relying-party.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let inside: Inside;
let world: World;
/** Guarded as servers are: nothing inside is reached. */
let guarded: World;

beforeAll(async () => {
  inside = await openInside();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] };
  const request_uris = ['/object', '/missing', '/long', '/page?a=b'].map(path => inside.url + path);
  const applications = [
    { ...web, jwks, request_uris: [...request_uris, `${inside.url}/named#first`] },
    { ...web, client_id: 'without' },
    { ...web, client_id: 'pushing', jwks, request_uris, require_pushed_authorization_requests: true },
    { ...web, client_id: 'rsa', jwks, request_uris, request_object_signing_alg: 'RS256' },
  ];
  const file = { egress: { dangerously_allow_private_networks: true } };
  world = await createWorld({ applications, file });
  guarded = await createWorld({ applications });
});
afterAll(async () => {
  await world.close();
  await guarded.close();
  await inside.close();
});
// What was fetched a moment ago is kept.
beforeEach(() => world.clock.advance(60));

const sign = (claims: object = {}, issuer = world.issuer) =>
  new SignJWT({
    client_id: 'web',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'by reference',
    nonce: 'no',
    iss: 'web',
    aud: issuer,
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'oauth-authz-req+jwt' })
    .sign(privateKey);

const ask = (parameters: Record<string, string | undefined>, at = world): Promise<Page> =>
  new Browser().get(authorizationUrl(at, parameters));
const errorOf = (page: Page) => responseOf(page).get('error');
const rule = (page: Page) =>
  responseOf(page)
    .get('error_uri')
    ?.replace(/.*\/|#.*/g, '');

describe('a request object by reference', () => {
  it('is read like one by value: it alone counts', async () => {
    inside.serve('/object', await sign());
    const request_uri = `${inside.url}/object`;
    const page = await signIn(world, new Browser(), { request_uri, state: 'outside', scope: 'openid email' });
    expect(responseOf(page).get('state')).toBe('by reference');
    const { json } = await redeem(world, responseOf(page).get('code') ?? '');
    expect(json['scope']).toBe('openid');
  });

  it('may stand beside a request without a value, which counts as none (RFC 6749 §3.1)', async () => {
    inside.serve('/object', await sign());
    const asked = { request_uri: `${inside.url}/object`, request: '', registration: '' };
    expect(responseOf(await signIn(world, new Browser(), asked)).get('state')).toBe('by reference');
  });

  it('may have another fragment than the registered one, and a query', async () => {
    for (const path of ['/named', '/named#second', '/page?a=b#x']) {
      inside.serve(path.replace(/#.*/, ''), await sign({ state: path }));
      const page = await signIn(world, new Browser(), { request_uri: inside.url + path });
      expect(responseOf(page).get('state')).toBe(path);
    }
  });

  it('is what it was when the end-user began, whatever is there afterwards', async () => {
    inside.serve('/object', await sign());
    const browser = new Browser();
    const request_uri = `${inside.url}/object`;
    const first = await browser.get(authorizationUrl(world, { request_uri }));
    const form = await browser.follow(first, world.origin);
    inside.serve('/object', await sign({ state: 'changed', scope: 'openid email' }));
    world.clock.advance(600);
    const hits = inside.hits.length;
    const page = await browser.submit(form, { identifier: alice.username, password: alice.password });
    expect(responseOf(page).get('state')).toBe('by reference');
    expect(inside.hits).toHaveLength(hits);
  });

  it('must be for its client, unexpired, and hold no other', async () => {
    const wrong = [
      { client_id: 'without' },
      { client_id: undefined },
      { iss: 'without' },
      { aud: 'https://elsewhere.test' },
      { exp: 1 },
      { request: 'x' },
      { request_uri: `${inside.url}/object` },
    ];
    for (const claims of wrong) {
      inside.serve('/object', await sign(claims));
      const page = await ask({ request_uri: `${inside.url}/object` });
      expect([errorOf(page), rule(page)], JSON.stringify(claims)).toEqual([
        'invalid_request_object',
        'request-object',
      ]);
      world.clock.advance(60);
    }
  });

  it('must be signed with the algorithm that the client registered', async () => {
    inside.serve('/object', await sign({ client_id: 'rsa', iss: 'rsa' }));
    const page = await ask({ client_id: 'rsa', request_uri: `${inside.url}/object` });
    expect(responseOf(page).get('error_description')).toContain('RS256');
    expect(errorOf(page)).toBe('invalid_request_object');
  });

  it('is no pushed request', async () => {
    inside.serve('/object', await sign({ client_id: 'pushing', iss: 'pushing' }));
    const page = await ask({ client_id: 'pushing', request_uri: `${inside.url}/object` });
    expect(rule(page)).toBe('pushed-request-required');
  });

  it('excludes one by value', async () => {
    const request_uri = `${inside.url}/object`;
    expect(errorOf(await ask({ request_uri, request: await sign() }))).toBe('invalid_request_uri');
  });

  it('that cannot be had is refused', async () => {
    inside.serve('/long', 'x'.repeat(8193));
    for (const path of ['/missing', '/long']) {
      const page = await ask({ request_uri: inside.url + path });
      expect([errorOf(page), rule(page)]).toEqual(['invalid_request_uri', 'request-uri-unreachable']);
    }
  });
});

describe('where a request object may be', () => {
  it('is registered: nothing else is fetched', async () => {
    const before = inside.hits.length;
    const others = [
      `${inside.url}/other`,
      `${inside.url}/object/`,
      `${inside.url}/object?x`,
      `${inside.url}/OBJECT`,
      `${inside.url.replace('127.0.0.1', 'localhost')}/object`,
      `x${inside.url}/object`,
      `${inside.url}/object\n#`,
      'urn:example:x',
      'data:application/jwt,x',
    ];
    for (const request_uri of others) {
      const page = await ask({ request_uri });
      expect([errorOf(page), rule(page)], request_uri).toEqual([
        'invalid_request_uri',
        'request-uri-unregistered',
      ]);
    }
    expect(inside.hits).toHaveLength(before);
  });

  it('is nowhere for a client that registered nothing', async () => {
    const before = inside.hits.length;
    const page = await ask({ client_id: 'without', request_uri: `${inside.url}/object` });
    expect([errorOf(page), rule(page)]).toEqual(['request_uri_not_supported', 'request-uri-unsupported']);
    const stranger = await ask({ client_id: 'nobody', request_uri: `${inside.url}/object` });
    expect([stranger.status, stranger.location]).toEqual([400, undefined]);
    expect(inside.hits).toHaveLength(before);
  });

  it('is not inside, even where it is registered (RFC 9101 §10.4.1)', async () => {
    const before = inside.hits.length;
    const page = await ask({ request_uri: `${inside.url}/object` }, guarded);
    expect([errorOf(page), rule(page)]).toEqual(['invalid_request_uri', 'request-uri-unreachable']);
    expect(inside.hits).toHaveLength(before);
  });

  it('is told by the metadata', async () => {
    const metadata: unknown = await (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      request_uri_parameter_supported: true,
      require_request_uri_registration: true,
    });
  });
});
