/** Provider metadata, derived from the tables — OIDC Discovery §3, RFC 8414 §2, RFC 9207 §3. */
import { clientAuthenticationMethods } from '../client-authentication/index.ts';
import { grants } from '../grants/index.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { responseModes } from '../response-modes/index.ts';
import { responseTypes } from '../response-types/index.ts';
import { publicDocument } from '../responses.ts';
import { proofAlgs } from '../sender-constraint/dpop.ts';

const maximumAge = 300;

/** The metadata of an issuer whose endpoints are at these addresses. */
export const createDiscovery = (endpoints: Readonly<Record<string, string>>) =>
  publicDocument(
    'application/json',
    maximumAge,
    context => [context.signers, context.supportedClaims()],
    context => metadataOf(context, endpoints),
  );

function metadataOf(context: IssuerContext, endpoints: Readonly<Record<string, string>>): object {
  const assertionAlgs = ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'];
  const { scopes, claims } = context.supportedClaims();
  return {
    issuer: context.issuer,
    ...endpoints,
    scopes_supported: scopes,
    response_types_supported: responseTypes.map(({ name }) => name),
    response_modes_supported: responseModes.map(({ name }) => name),
    grant_types_supported: [...grants.map(({ grantType }) => grantType), 'implicit'],
    subject_types_supported: ['public', 'pairwise'],
    acr_values_supported: context.acrValues,
    id_token_signing_alg_values_supported: [...context.signers.algs(), 'HS256'],
    userinfo_signing_alg_values_supported: [...context.signers.algs(), 'HS256'],
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgs,
    introspection_endpoint_auth_methods_supported: clientAuthenticationMethods,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgs,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgs,
    code_challenge_methods_supported: ['S256'],
    dpop_signing_alg_values_supported: proofAlgs,
    claim_types_supported: ['normal'],
    claims_supported: [
      ...claims,
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'acr',
      'amr',
      'sid',
      'at_hash',
    ],
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_object_signing_alg_values_supported: assertionAlgs,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    require_pushed_authorization_requests: false,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    authorization_response_iss_parameter_supported: true,
  };
}
