/** The browser SDK where there is no browser, as when a page is rendered on a server. */
import { BrowserClient } from '@symbolon/client-browser';
import { expect, it } from 'vitest';

it('says where it belongs, and what there is instead', () => {
  const options = { appId: 'app', appHost: 'https://id.test', redirectUri: 'https://app.test/callback' };
  expect(() => new BrowserClient(options)).toThrow(
    expect.objectContaining({
      code: 'configuration',
      message: expect.stringContaining('@symbolon/client'),
    }),
  );
});
