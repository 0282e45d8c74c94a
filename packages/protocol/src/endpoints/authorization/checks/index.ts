/** THE TABLE of checks, in their order: an authorization request is one that passes them all. */

import { scopesToAgreeTo } from '../../../claims/claims-request.ts';
import { readResources } from '../../../claims/resource-indicators.ts';
import { readCodesKey } from '../../../sender-constraint/dpop.ts';
import { readCodeChallenge } from '../../../sender-constraint/pkce.ts';
import type { AuthorizationRequest } from '../request.ts';
import { asksFor, type CheckByType, type Checked } from './check.ts';
import { checkEndUser } from './end-user.ts';
import { checkNonce } from './nonce.ts';
import { checkMaxAge, checkPrompt } from './prompt.ts';
import { refuseUnpushed } from './pushed.ts';
import { refuseRepeated } from './repeated.ts';
import { checkResponseType } from './response-type.ts';
import { checkScope } from './scope.ts';
import { refuseUnsupported } from './unsupported.ts';

/** Without a code there is nothing to prove the possession of. */
const checkPossession: CheckByType<'codeChallenge' | 'dpopJkt'> = ({
  parameters,
  addressed,
  responseType,
}) =>
  asksFor(responseType, 'code')
    ? { codeChallenge: readCodeChallenge(parameters, addressed.client), dpopJkt: readCodesKey(parameters) }
    : { codeChallenge: undefined, dpopJkt: undefined };

export async function checkAuthorizationRequest(checked: Checked): Promise<AuthorizationRequest> {
  refuseRepeated(checked);
  refuseUnsupported(checked);
  refuseUnpushed(checked);
  const typed = { ...checked, ...(await checkResponseType(checked)) };
  const { scope } = await checkScope(typed);
  const endUser = await checkEndUser(checked);
  return {
    ...checked.addressed,
    parameters: checked.parameters,
    responseType: typed.responseType,
    scope,
    consentScope: scopesToAgreeTo(checked.addressed.client, scope, endUser.claims),
    ...(await checkPrompt(checked)),
    ...(await checkMaxAge(checked)),
    ...(await checkPossession(typed)),
    ...(await checkNonce(typed)),
    ...endUser,
    resources: await readResources(checked.parameters, checked.context),
  };
}
