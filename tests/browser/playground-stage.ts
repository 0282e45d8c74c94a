/** The stage of the playground's tests: applications for every mode, and how a run is asked for and read. */
import { generateKeyPairSync } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Window } from '../testkit/chromium.ts';
import { alice } from '../testkit/people.ts';
import { type ConsoleStage, enter, openConsoleStage } from './console-stage.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** Of the application `keyed`. */
export const privateKey = keys.privateKey;
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export const pool = '/pools/default';
export const secret = 'a secret for the playground, of 32 bytes';
export const elsewhere = 'https://rp.test/cb';

export interface PlaygroundStage extends ConsoleStage {
  readonly openBench: (mode: string, clientId?: string, options?: BrowserContextOptions) => Promise<Window>;
}

export async function openPlaygroundStage(): Promise<PlaygroundStage> {
  const stage = await openConsoleStage();
  const make = async (body: object) => {
    const reply = await stage.owner.call('POST', `${pool}/applications`, { body });
    expect(reply.status, reply.text).toBe(201);
  };
  const every = {
    client_secret: secret,
    grant_types: [
      ...['authorization_code', 'implicit', 'refresh_token', 'client_credentials', 'password'],
      deviceGrant,
    ],
    response_types: ['code', 'id_token token', 'code id_token'],
    skip_consent: true,
    scope: 'openid profile email offline_access read',
  };
  const callback = `${stage.world.origin}/console/playground/callback`;
  await make({
    ...every,
    client_id: 'every',
    client_name: 'Every mode',
    redirect_uris: [elsewhere, callback],
  });
  const machine = { grant_types: ['client_credentials'], response_types: [], scope: 'read' };
  await make({
    ...machine,
    client_id: 'keyed',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'first' }] },
  });
  await make({
    ...machine,
    client_id: 'signing',
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_jwt',
  });
  await make({ ...every, client_id: 'fresh', client_name: 'Fresh', redirect_uris: [elsewhere] });
  return {
    ...stage,
    openBench: (mode, clientId = 'every', options) =>
      stage.openConsole(`${pool}/playground?client_id=${clientId}&mode=${mode}`, options),
  };
}

export const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
export const step = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^(\\d · )?${name}$`) });
export const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();
export const next = (page: Page, name: string) => step(page, 'Next').getByRole('button', { name }).click();

export async function chooseMode(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Mode' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

export async function runWithSignIn(page: Page): Promise<void> {
  const opened = page.waitForEvent('popup');
  await run(page);
  const popup = await opened;
  await enter(popup, alice);
}
