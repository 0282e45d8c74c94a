/** An answer in real Chromium, to an application that sends its user on to another of its hosts — RFC 6749 §4.1.2, OAuth Form Post Response Mode §2. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { authorizationUrl } from '../testkit/relying-party.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { createWorld, type World, web } from '../testkit/world.ts';
import { signIn } from './stage.ts';

let home: Site;
let callback: Site;
let world: World;
let chromium: Chromium;
beforeAll(async () => {
  home = await openSite(() => (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><html lang="en"><title>Home</title><link rel="icon" href="data:,">Here');
  });
  callback = await openSite(() => (_request, response) => {
    response.writeHead(303, { location: `${home.origin}/signed-in` }).end();
  });
  const redirect_uris = [`${callback.origin}/callback`];
  world = await createWorld({ applications: [{ ...web, redirect_uris }] });
  chromium = await openChromium();
});
afterAll(async () => {
  await chromium.close();
  await Promise.all([world.close(), callback.close(), home.close()]);
});

it.each(['query', 'form_post'])('arrives there by %s', async response_mode => {
  const { page, faults } = await chromium.openWindow();
  const asked = { redirect_uri: `${callback.origin}/callback`, response_mode };
  await page.goto(authorizationUrl(world, asked));
  await signIn(page);
  await page.waitForURL(`${home.origin}/signed-in`);
  expect(faults()).toEqual([]);
});
