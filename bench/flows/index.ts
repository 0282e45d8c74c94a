/** THE TABLE of flows, in the order in which they run. */
import { machine, machineJwt, machineJwtEs256, web, webEs256 } from '../clients.ts';
import { clientCredentials } from './client-credentials.ts';
import { authorize, codeFlow, passwordSignIn } from './code.ts';
import { codeOfAnyone, refreshOfAnyone, signInOfAnyone } from './crowd.ts';
import { type Flow, providers } from './flow.ts';
import { introspection, userinfo } from './opaque-token.ts';
import { discovery, jwks } from './published.ts';
import { refresh, refreshWithoutIdToken } from './refresh.ts';

export const flows: readonly Flow[] = [
  discovery,
  jwks,
  clientCredentials('client-credentials', machine, [...providers, 'oauth2-server']),
  clientCredentials('client-credentials-jwt', machineJwt, providers),
  refresh('refresh', web),
  refreshWithoutIdToken,
  authorize,
  codeFlow('code', web),
  userinfo,
  introspection,
  passwordSignIn,
  clientCredentials('client-credentials-jwt-es256', machineJwtEs256, providers),
  refresh('refresh-es256', webEs256),
  codeFlow('code-es256', webEs256),
];

/** Those of a database that grows (`--scale`). */
export const crowdFlows: readonly Flow[] = [refreshOfAnyone, codeOfAnyone, signInOfAnyone];
