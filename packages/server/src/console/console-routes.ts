/** The console as it is served: one page for every address below `/console/`, and files that never change — CSP Level 3. */
import { type HttpRequest, type HttpResponse, newBearerValue, type Random } from '@symbolon/foundation';
import { redirect } from '@symbolon/protocol';
import type { Route } from '../http/route.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';

export const consolePath = '/console/';

/** In the page as it was built; the server puts another value in its place for every answer. */
const placeholder = '__nonce__';

export interface ConsoleDependencies {
  readonly files: ConsoleFiles;
  readonly random: Random;
  readonly errorPages: ErrorPages;
}

export function createConsoleRoutes({ files, random, errorPages }: ConsoleDependencies): readonly Route[] {
  const frame = { methods: ['GET'], crossOrigin: { kind: 'none' }, refuse: errorPages.protocol } as const;
  const page = async () => pageOf(files.page, newBearerValue(random));
  return [
    { ...frame, path: '/console', handle: async () => redirect(consolePath) },
    { ...frame, path: consolePath, handle: page },
    // The console knows by itself what its addresses mean.
    { ...frame, path: `${consolePath}**`, handle: page },
    { ...frame, path: `${consolePath}assets/**`, handle: async request => errorPages.notFound(request) },
    ...[...files.assets].map(
      ([path, file]): Route => ({
        ...frame,
        path: `${consolePath}${path}`,
        handle: async request => (await assetOf(file, request)) ?? errorPages.notFound(request),
      }),
    ),
  ];
}

/** A library of the console writes style elements, which name the nonce; scripts are files. */
const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // Where the session at the provider lives, a frame signs in again after a reload.
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const pageOf = (page: string, nonce: string): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policyOf(nonce),
    'x-frame-options': 'DENY',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), clipboard-write=(self)',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  },
  body: page.replaceAll(placeholder, nonce),
});

async function assetOf(file: ConsoleFile, request: HttpRequest): Promise<HttpResponse | undefined> {
  const accepted = request.header('accept-encoding') ?? '';
  const encoding = file.encodings.find(each => new RegExp(`\\b${each}\\b`).test(accepted));
  const body = await file.content(encoding);
  if (!body) return undefined;
  return {
    status: 200,
    headers: {
      'content-type': file.mediaType,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body,
  };
}
