/** The forms in which endpoints answer — RFC 6749 §5.1, §5.2. */
import { hash } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { OAuthError } from './errors.ts';
import type { IssuerContext } from './issuer-context.ts';

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };

export const json = (status: number, body: object, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { ...jsonHeaders, ...headers },
  body: JSON.stringify(body),
});

/** `error`, `error_description` and `error_uri` of a refusal. */
export const errorMembers = (error: OAuthError, context: Pick<IssuerContext, 'errorUri'>) => ({
  error: error.code,
  error_description: error.message,
  error_uri: context.errorUri(error.rule),
});

export const errorJson = (
  error: OAuthError,
  context: IssuerContext,
  headers: Record<string, string> = {},
): HttpResponse =>
  json(error.status, errorMembers(error, context), {
    ...headers,
    ...(error.retryAfter !== undefined && { 'retry-after': String(error.retryAfter) }),
  });

/** Sends the browser on with a GET, whatever the method was — RFC 9700 §4.12. */
export const redirect = (location: string, cookies: readonly string[] = []): HttpResponse => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  cookies,
  body: '',
});

/** A document that anyone may read and keep. */
export interface PublicDocument {
  readonly mediaType: string;
  readonly body: Buffer;
  readonly etag: string;
  /** Seconds. */
  readonly maximumAge: number;
}

/** A document that is written anew only when its basis has changed: things that are other objects after every change. */
export function publicDocument(
  mediaType: string,
  maximumAge: number,
  basisOf: (context: IssuerContext) => readonly object[],
  write: (context: IssuerContext) => object,
): (request: HttpRequest, context: IssuerContext) => Promise<HttpResponse> {
  const kept = new WeakMap<IssuerContext, { basis: readonly object[]; document: PublicDocument }>();
  return async (request, context) => {
    const basis = basisOf(context);
    const known = kept.get(context);
    if (known?.basis.every((part, index) => part === basis[index]))
      return answerWithDocument(request, known.document);
    const document = documentOf(mediaType, maximumAge, write(context));
    kept.set(context, { basis, document });
    return answerWithDocument(request, document);
  };
}

function documentOf(mediaType: string, maximumAge: number, content: object): PublicDocument {
  const body = Buffer.from(JSON.stringify(content));
  return { mediaType, body, maximumAge, etag: `"${hash('sha256', body, 'base64url')}"` };
}

/** The document, or word that it has not changed — RFC 9110 §13.1.2. */
function answerWithDocument(
  request: HttpRequest,
  { mediaType, body, etag, maximumAge }: PublicDocument,
): HttpResponse {
  const headers = { 'cache-control': `public, max-age=${maximumAge}`, etag };
  const known = request.header('if-none-match')?.split(',') ?? [];
  return known.some(tag => tag.trim().replace(/^W\//, '') === etag)
    ? { status: 304, headers, body: '' }
    : { status: 200, headers: { ...headers, 'content-type': mediaType }, body };
}
