/**
 * `web_message`: a page in a frame or popup of the client that hands the answer over by `postMessage`, to the origin of the
 * redirect URI and to no other — RFC 9700 §4.17, draft-sakimura-oauth-wmrm.
 */
import { hash } from 'node:crypto';
import type { ResponseMode, ResponseParameters } from './response-mode.ts';

const script =
  "const {origin,message}=JSON.parse(document.getElementById('answer').textContent);" +
  '(window.opener??window.parent).postMessage(message,origin)';
const scriptHash = hash('sha256', script, 'base64');

export const webMessage: ResponseMode = {
  name: 'web_message',
  travelsInQuery: false,
  needsWebOrigin: true,
  respond(redirectUri, parameters) {
    const { origin } = new URL(redirectUri);
    return {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': `default-src 'none'; script-src 'sha256-${scriptHash}'; frame-ancestors ${origin}; base-uri 'none'; form-action 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
      body: page(origin, parameters),
    };
  },
};

function page(origin: string, parameters: ResponseParameters): string {
  const message = { type: 'authorization_response', response: Object.fromEntries(parameters) };
  // Nothing in the data can end the element that holds it.
  const answer = JSON.stringify({ origin, message }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Signing in</title><body><script type="application/json" id="answer">${answer}</script><script>${script}</script></body></html>`;
}
