/** THE TABLE of flows, in the order in which they run. */
import { machine, machineJwt, machineJwtEs256, web, webEs256 } from '../clients.ts';
import { clientCredentials } from './client-credentials.ts';
import { authorize, codeFlow, passwordSignIn } from './code.ts';
import { codeOfAnyone, refreshOfAnyone, signInOfAnyone } from './crowd.ts';
import type { Flow } from './flow.ts';
import { introspection, userinfo } from './opaque-token.ts';
import { discovery, jwks } from './published.ts';
import { refresh } from './refresh.ts';

export const flows: readonly Flow[] = [
  discovery,
  jwks,
  clientCredentials('client-credentials', machine),
  clientCredentials('client-credentials-jwt', machineJwt),
  refresh('refresh', web),
  authorize,
  codeFlow('code', web),
  userinfo,
  introspection,
  passwordSignIn,
  clientCredentials('client-credentials-jwt-es256', machineJwtEs256),
  refresh('refresh-es256', webEs256),
  codeFlow('code-es256', webEs256),
];

/** Those of a database that grows (`--scale`). */
export const crowdFlows: readonly Flow[] = [refreshOfAnyone, codeOfAnyone, signInOfAnyone];
