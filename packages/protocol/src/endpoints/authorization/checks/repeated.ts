/** No parameter twice — RFC 6749 §3.1; `resource` alone may be (RFC 8707 §2). */
import { OAuthError } from '../../../errors.ts';
import type { Refusal } from './check.ts';

const repeatable = new Set(['resource']);

export const refuseRepeated: Refusal = ({ parameters }) => {
  const name = parameters.repeated(repeatable);
  if (name === undefined) return;
  const known = /^[a-z_]{1,40}$/.test(name) ? name : 'A parameter';
  throw new OAuthError('parameter-repeated', `${known} was sent more than once.`);
};
