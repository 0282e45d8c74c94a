/** What is said of a redirect URI while it is typed agrees with what the server will say. */
import { expect, it } from 'vitest';
import { obstacleIn } from './redirect-uri.ts';

it.each([
  ['https://app.example.com/cb', undefined],
  ['http://localhost:4000/cb', undefined],
  ['http://127.0.0.1:4000/cb', undefined],
  ['http://app.example.com/cb', 'uri.https'],
  ['https://*.example.com/cb', 'uri.wildcard'],
  ['https://app.example.com/#x', 'uri.fragment'],
  ['app.example.com', 'uri.absolute'],
  ['javascript:alert(1)', 'uri.dangerous'],
  ['https://u:p@app.example.com/', 'uri.credentials'],
  ['https:app.example.com', 'uri.host'],
  ['myapp:/cb', 'uri.scheme'],
  ['com.example.app:/cb', 'uri.native'],
  ['https://app.example.com/ü', 'uri.characters'],
])('%s', (uri, obstacle) => {
  expect(obstacleIn(uri, 'web')).toBe(obstacle);
});

it('lets a native application have a scheme of its own', () => {
  expect(obstacleIn('com.example.app:/cb', 'native')).toBeUndefined();
});
