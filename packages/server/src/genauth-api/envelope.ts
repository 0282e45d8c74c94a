/** The envelope in which `/api/v3` answers: always status 200 on the wire, the outcome inside. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { json, type OAuthError, type RuleId } from '@symbolon/protocol';

interface Codes {
  readonly statusCode: number;
  readonly apiCode?: number;
}

/** THE TABLE of what a broken rule is called here; any other is called by its HTTP status. */
const codesOf: Readonly<Partial<Record<RuleId, Codes>>> = {
  // One code for everybody who cannot come in: nobody learns who exists.
  'password-wrong': { statusCode: 403, apiCode: 2333 },
  // Names that nobody has are counted as well.
  'too-many-attempts': { statusCode: 429, apiCode: 2005 },
  'client-authentication': { statusCode: 403, apiCode: 2011 },
  'client-grant-type': { statusCode: 403 },
  'bearer-missing': { statusCode: 401, apiCode: 2020 },
  'bearer-invalid': { statusCode: 401, apiCode: 2020 },
  'sign-up-off': { statusCode: 403, apiCode: 2031 },
  'sign-up-verification': { statusCode: 403 },
  'sign-up-agreements': { statusCode: 403 },
  'sign-up-taken': { statusCode: 409 },
  'password-encryption': { statusCode: 501 },
  'sign-in-connection': { statusCode: 501 },
  'api-operation': { statusCode: 501 },
};

export const done = ({ correlationId: requestId }: HttpRequest, data: object): HttpResponse =>
  json(200, { statusCode: 200, message: 'Operation successful', requestId, data });

export function refused({ correlationId: requestId }: HttpRequest, error: OAuthError): HttpResponse {
  const { statusCode, apiCode } = codesOf[error.rule] ?? { statusCode: error.status };
  return json(
    200,
    { statusCode, message: error.message, requestId, ...(apiCode !== undefined && { apiCode }) },
    error.retryAfter === undefined ? {} : { 'retry-after': String(error.retryAfter) },
  );
}
