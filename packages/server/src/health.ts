/** Liveness and readiness: whether the process runs, and whether it can serve. */
import type { HttpResponse } from '@symbolon/foundation';
import type { Route } from './http/route.ts';
import type { ErrorPages } from './site/error-pages.ts';

const plain = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: `${body}\n`,
});

export function createHealthRoutes(
  isReady: () => Promise<boolean>,
  errorPages: ErrorPages,
): readonly Route[] {
  const frame = {
    methods: ['GET'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    evenWhenBusy: true,
  } as const;
  return [
    { ...frame, path: '/health/live', handle: async () => plain(200, 'live') },
    {
      ...frame,
      path: '/health/ready',
      handle: async () => ((await isReady()) ? plain(200, 'ready') : plain(503, 'not ready')),
    },
  ];
}
