/** `form_post`: a page whose form posts itself — OAuth Form Post Response Mode §2, §4. */
import { hash } from 'node:crypto';
import type { ResponseMode } from './response-mode.ts';

const script = 'document.forms[0].submit()';
const scriptHash = hash('sha256', script, 'base64');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const asText = (text: string): string => text.replace(/[&<>"']/g, character => escapes[character] ?? '');

export const formPost: ResponseMode = {
  name: 'form_post',
  travelsInQuery: false,
  needsWebOrigin: true,
  respond: (redirectUri, parameters) => ({
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Browsers hold every redirect that answers the form against it, and an application may send its user on to another of its hosts.
      'content-security-policy': `default-src 'none'; script-src 'sha256-${scriptHash}'; form-action ${new URL(redirectUri).protocol}; frame-ancestors 'none'; base-uri 'none'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: page(redirectUri, parameters),
  }),
};

function page(redirectUri: string, parameters: readonly (readonly [string, string])[]): string {
  const fields = parameters.map(
    ([name, value]) => `<input type="hidden" name="${asText(name)}" value="${asText(value)}">`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Continue</title><body><form method="post" action="${asText(redirectUri)}">${fields.join('')}<noscript><button>Continue</button></noscript></form><script>${script}</script></body></html>`;
}
