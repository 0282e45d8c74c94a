/** The pictures of the branding, from our own origin: shown in pages, and nothing but a picture when opened by themselves — CWE-79. */
import type { HttpResponse } from '@symbolon/foundation';
import type { Picture } from '@symbolon/login';
import type { Route } from '../http/route.ts';
import type { ErrorPages } from '../site/error-pages.ts';

export interface PictureDependencies {
  readonly base: string;
  readonly errorPages: ErrorPages;
  readonly picture: (id: string) => Picture | undefined;
}

const folder = (base: string): string => `${base}/branding/`;

export const pictureAddress = (base: string, { id }: Pick<Picture, 'id'>): string => folder(base) + id;

export function createPictureRoute({ base, errorPages, picture }: PictureDependencies): Route {
  return {
    path: `${folder(base)}*`,
    methods: ['GET'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const found = picture(request.path.slice(folder(base).length));
      return found ? shown(found) : errorPages.notFound(request);
    },
  };
}

/** An SVG can carry a script: sandboxed and without a source to load from it stays a picture. Its address names its content. */
const shown = ({ mediaType, bytes }: Picture): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': mediaType,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'public, max-age=31536000, immutable',
  },
  body: bytes,
});
