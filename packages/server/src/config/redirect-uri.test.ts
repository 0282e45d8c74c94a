/** Which redirect URIs may be registered — RFC 8252 §7. */
import { describe, expect, it } from 'vitest';
import { refuseRedirectUri } from './redirect-uri.ts';

describe('a redirect URI', () => {
  it.each([
    'https://app.example.com/callback',
    'https://app.example.com',
    'https://app.example.com/cb?a=b&c=%20',
    'https://app.example.com:8443/cb',
    'http://localhost:4000/callback',
    'http://127.0.0.1/cb',
    'http://[::1]:5000/cb',
    'http://127.8.8.8/cb',
  ])('may be %s for a web application', uri => {
    expect(refuseRedirectUri(uri, 'web')).toBeUndefined();
  });

  it.each(['com.example.app:/callback', 'com.example.app://callback', 'https://app.example.com/cb'])(
    'may be %s for a native application',
    uri => {
      expect(refuseRedirectUri(uri, 'native')).toBeUndefined();
    },
  );

  it.each([
    'http://0.0.0.0/cb',
    'http://127.0.0.1.example.com/cb',
    'http://[::2]/cb',
    'https:app.example.com/cb',
    'https:///cb',
    'https://app.example.com\\cb',
    'https://app.example.com/\ncb',
    'https://example.com@evil.example/cb',
    'JavaScript:alert(1)',
    'urn:ietf:wg:oauth:2.0:oob',
    '//app.example.com/cb',
    'https://äpp.example.com/cb',
    '',
  ])('may not be %j', uri => {
    expect(refuseRedirectUri(uri, 'native')).toEqual(expect.any(String));
  });
});
