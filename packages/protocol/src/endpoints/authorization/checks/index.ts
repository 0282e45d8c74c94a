/** THE TABLE of checks, in their order: an authorization request is one that passes them all. */
import { readCodeChallenge } from '../../../sender-constraint/pkce.ts';
import type { AuthorizationRequest } from '../request.ts';
import type { Check, Checked } from './check.ts';
import { checkEndUser } from './end-user.ts';
import { checkMaxAge, checkPrompt } from './prompt.ts';
import { refuseRepeated } from './repeated.ts';
import { checkResponseType } from './response-type.ts';
import { checkScope } from './scope.ts';
import { refuseUnsupported } from './unsupported.ts';

const checkPkce: Check<'codeChallenge'> = ({ parameters, addressed }) => ({
  codeChallenge: readCodeChallenge(parameters, addressed.client),
});

export async function checkAuthorizationRequest(checked: Checked): Promise<AuthorizationRequest> {
  refuseRepeated(checked);
  refuseUnsupported(checked);
  return {
    ...checked.addressed,
    parameters: checked.parameters,
    ...(await checkResponseType(checked)),
    ...(await checkScope(checked)),
    ...(await checkPrompt(checked)),
    ...(await checkMaxAge(checked)),
    ...(await checkPkce(checked)),
    ...(await checkEndUser(checked)),
  };
}
