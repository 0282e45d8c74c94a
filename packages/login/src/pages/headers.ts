/** The headers of every hosted page — CSP Level 3, RFC 9700 §4.16, RFC 9111 §5.2.2.5. */
import { hash } from 'node:crypto';
import { script } from './script.ts';
import { stylesheet } from './theme.ts';

const hashSource = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

const fixed = [
  "default-src 'none'",
  `style-src ${hashSource(stylesheet)}`,
  `script-src ${hashSource(script)}`,
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

export interface PagePolicy {
  /**
   * Where the page's forms may end beside our own origin: browsers check every redirect that answers a form, so the origin of
   * the client's redirect URI belongs here (`https://app.example`, or `com.example.app:` for a native application).
   */
  readonly formAction: readonly string[];
  /** The origins whose pages it loads in frames; none unless told. */
  readonly frames?: readonly string[];
}

export function contentSecurityPolicy({ formAction, frames = [] }: PagePolicy): string {
  const targets = new Set(["'self'", ...formAction.flatMap(sourceOf)]);
  const framed = new Set(frames.flatMap(sourceOf));
  return [
    ...fixed,
    `form-action ${[...targets].join(' ')}`,
    ...(framed.size === 0 ? [] : [`frame-src ${[...framed].join(' ')}`]),
  ].join('; ');
}

const scriptSchemes = new Set(['javascript:', 'data:', 'blob:', 'vbscript:']);

/** An origin or a scheme as a CSP source; an IPv6 literal, which CSP cannot name, by its scheme. */
function sourceOf(origin: string): string[] {
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*:)(\/\/[\w.\-:[\]]+(?::\*)?)?$/i.exec(origin) ?? [];
  if (scheme === undefined || scriptSchemes.has(scheme.toLowerCase())) return [];
  return [host === undefined || host.includes('[') ? scheme : origin];
}

/** The headers of a page; nothing may keep, frame, sniff or refer from it. */
export const pageHeaders = (policy: PagePolicy = { formAction: [] }): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy(policy),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), clipboard-write=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

/** The headers of a page that carries one more style sheet. */
export function admitStyle(headers: Readonly<Record<string, string>>, style: string): Record<string, string> {
  const policy = headers['content-security-policy'] ?? '';
  return {
    ...headers,
    'content-security-policy': policy.replace(
      /style-src [^;]*/,
      sources => `${sources} ${hashSource(style)}`,
    ),
  };
}
