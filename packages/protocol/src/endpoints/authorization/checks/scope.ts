/** `scope`: what is asked for, less what this server or this client does not have — RFC 6749 §3.3, OIDC Core §11. */
import { isGrantable, readScope } from '../../../claims/scopes.ts';
import { asksFor, type CheckByType } from './check.ts';

export const checkScope: CheckByType<'scope'> = ({ parameters, addressed: { client }, responseType }) => {
  const possible = (name: string) =>
    name !== 'offline_access' || (client.grantTypes.has('refresh_token') && asksFor(responseType, 'code'));
  return {
    scope: readScope(parameters.get('scope')).filter(name => isGrantable(client, name) && possible(name)),
  };
};
