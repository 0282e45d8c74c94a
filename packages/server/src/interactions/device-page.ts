/** Where an end-user types the code that a device shows — RFC 8628 §3.3. */
import { renderDevicePage } from '@symbolon/login';
import { htmlPage } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import type { PageDependencies } from './page.ts';
import { surround } from './surroundings.ts';

/** Opening the address does nothing by itself, even with the code in it: the end-user is to compare it first (§5.4). */
export function deviceRoute(dependencies: PageDependencies): Route {
  const { base, origin, server, errorPages } = dependencies;
  const action = `${base}/device`;
  return {
    path: action,
    methods: ['GET', 'POST'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      if (request.method !== 'POST') {
        const userCode = request.query.get('user_code')?.slice(0, 20);
        const { surroundings, finish } = surround(request, dependencies, {
          action,
          fields: userCode === undefined ? [] : [['user_code', userCode]],
        });
        return finish(htmlPage(200, renderDevicePage({ ...surroundings, action, userCode })));
      }
      if (!isFromOwnPage(request, origin)) return errorPages.foreignForm(request);
      const typed = request.form.get('user_code');
      if (typed === undefined) {
        const { surroundings, finish } = surround(request, dependencies, { action, fields: [] });
        return finish(htmlPage(400, renderDevicePage({ ...surroundings, action, error: 'missing' })));
      }
      return server.verifyDevice(request, typed.slice(0, 100));
    },
  };
}
