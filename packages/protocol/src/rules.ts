/** The catalogue of refusals: each rule once, with its registered code and its section — RFC 6749 §4.1.2.1, §5.2; OIDC Core §3.1.2.6. */

/** Error codes of the IANA OAuth Extensions Error registry, and the status each is answered with where there is one. */
export const statusOfError = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  access_denied: 400,
  unsupported_response_type: 400,
  unsupported_response_mode: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  interaction_required: 400,
  unmet_authentication_requirements: 400,
  login_required: 400,
  account_selection_required: 400,
  consent_required: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  invalid_request_object: 400,
  invalid_request_uri: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  registration_not_supported: 400,
  invalid_target: 400,
  invalid_dpop_proof: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
} as const;

export type ErrorCode = keyof typeof statusOfError;

interface Rule {
  readonly error: ErrorCode;
  /** Where it is another than that of the error code. */
  readonly status?: number;
  /** Where the rule is written. */
  readonly section: string;
  readonly title: string;
}

/** Every rule that a request can break. The name is the last part of `error_uri`; the page there says what stands here. */
export const rules = {
  'parameter-encoding': {
    error: 'invalid_request',
    section: 'RFC 6749 appendix B',
    title: 'Parameters are UTF-8, form-encoded, and free of NUL',
  },
  'parameter-repeated': {
    error: 'invalid_request',
    section: 'RFC 6749 §3.1',
    title: 'A parameter is sent at most once',
  },
  'parameter-missing': {
    error: 'invalid_request',
    section: 'RFC 6749 §4.1.1',
    title: 'A required parameter is sent',
  },
  'parameter-value': {
    error: 'invalid_request',
    section: 'OIDC Core §3.1.2.1',
    title: 'A parameter has one of its defined values',
  },
  'request-media-type': {
    error: 'invalid_request',
    section: 'RFC 6749 §3.2',
    title: 'A POST carries application/x-www-form-urlencoded',
  },
  'client-unknown': {
    error: 'invalid_client',
    section: 'RFC 6749 §4.1.2.1',
    title: 'The client is registered with this issuer',
  },
  'client-authentication': {
    error: 'invalid_client',
    section: 'RFC 6749 §2.3',
    title: 'The client authenticates as it registered',
  },
  'client-authentication-ambiguous': {
    error: 'invalid_request',
    section: 'RFC 6749 §2.3',
    title: 'A client authenticates in one way',
  },
  'client-assertion': {
    error: 'invalid_client',
    section: 'RFC 7523 §3',
    title: 'A client assertion is fresh, short-lived and made for this issuer',
  },
  'client-grant-type': {
    error: 'unauthorized_client',
    section: 'RFC 6749 §5.2',
    title: 'The client registered the grant type it uses',
  },
  'client-response-type': {
    error: 'unauthorized_client',
    section: 'RFC 6749 §4.1.2.1',
    title: 'The client registered the response type it uses',
  },
  'grant-type-unsupported': {
    error: 'unsupported_grant_type',
    section: 'RFC 6749 §5.2',
    title: 'The grant type exists here',
  },
  'redirect-uri-missing': {
    error: 'invalid_request',
    section: 'OIDC Core §3.1.2.1',
    title: 'An authorization request names its redirect URI',
  },
  'redirect-uri-unregistered': {
    error: 'invalid_request',
    section: 'RFC 9700 §4.1.3',
    title: 'The redirect URI is registered, byte for byte',
  },
  'response-type-unsupported': {
    error: 'unsupported_response_type',
    section: 'RFC 6749 §4.1.2.1',
    title: 'The response type exists here',
  },
  'response-mode-unsupported': {
    error: 'unsupported_response_mode',
    section: 'OAuth Multiple Response Types §2.1',
    title: 'The response mode exists here',
  },
  'response-mode-token-in-query': {
    error: 'invalid_request',
    section: 'RFC 9700 §4.3.2',
    title: 'A token never travels in a query',
  },
  'nonce-required': {
    error: 'invalid_request',
    section: 'OIDC Core §3.2.2.1, §3.3.2.1',
    title: 'A request for an ID token from the authorization endpoint has a nonce',
  },
  'request-object': {
    error: 'invalid_request_object',
    section: 'RFC 9101 §6',
    title: 'A request object is signed by its client, for this issuer',
  },
  'request-uri-invalid': {
    error: 'invalid_request_uri',
    section: 'RFC 9126 §4',
    title: 'A pushed request is begun with in time, once, by its own client',
  },
  'pushed-request-required': {
    error: 'invalid_request',
    section: 'RFC 9126 §5',
    title: 'A client that registered so pushes its requests',
  },
  'request-uri-unsupported': {
    error: 'request_uri_not_supported',
    section: 'OIDC Core §6.2',
    title: 'Request objects by reference are for clients that registered where they are',
  },
  'request-uri-unregistered': {
    error: 'invalid_request_uri',
    section: 'OIDC Registration §2',
    title: 'A request object is fetched only from an address that its client registered',
  },
  'request-uri-unreachable': {
    error: 'invalid_request_uri',
    section: 'OIDC Core §6.2',
    title: 'A request object by reference can be fetched, quickly and whole',
  },
  'authentication-requirements': {
    error: 'unmet_authentication_requirements',
    section: 'OIDC Core §5.5.1.1, OpenID Unmet Authentication Requirements §2',
    title: 'An essential acr claim names a level that a sign-in here can reach',
  },
  'registration-unsupported': {
    error: 'registration_not_supported',
    section: 'OIDC Core §7.2.1',
    title: 'The registration parameter is not supported',
  },
  'scope-syntax': {
    error: 'invalid_scope',
    section: 'RFC 6749 §3.3',
    title: 'A scope is a short list of words',
  },
  'prompt-values': {
    error: 'invalid_request',
    section: 'OIDC Core §3.1.2.1',
    title: 'prompt holds defined values, and none stands alone',
  },
  'max-age-syntax': {
    error: 'invalid_request',
    section: 'OIDC Core §3.1.2.1',
    title: 'max_age is a number of seconds',
  },
  'claims-syntax': {
    error: 'invalid_request',
    section: 'OIDC Core §5.5',
    title: 'claims is a JSON object of the defined shape',
  },
  'id-token-hint': {
    error: 'invalid_request',
    section: 'OIDC Core §3.1.2.1',
    title: 'id_token_hint is an ID token that this issuer made for this client',
  },
  'pkce-required': {
    error: 'invalid_request',
    section: 'RFC 9700 §2.1.1',
    title: 'A public client proves possession of its code',
  },
  'pkce-method': {
    error: 'invalid_request',
    section: 'RFC 7636 §4.3, RFC 9700 §2.1.1',
    title: 'The code challenge method is S256',
  },
  'pkce-syntax': {
    error: 'invalid_request',
    section: 'RFC 7636 §4.1, §4.2',
    title: 'Verifier and challenge are 43 to 128 unreserved characters',
  },
  'pkce-verifier': {
    error: 'invalid_grant',
    section: 'RFC 7636 §4.6',
    title: 'The verifier fits the challenge',
  },
  'pkce-downgrade': {
    error: 'invalid_grant',
    section: 'RFC 9700 §4.8.2',
    title: 'A verifier needs a challenge',
  },
  'login-required': {
    error: 'login_required',
    section: 'OIDC Core §3.1.2.6',
    title: 'prompt=none needs a sign-in that already is',
  },
  'account-selection-required': {
    error: 'account_selection_required',
    section: 'OIDC Core §3.1.2.6',
    title: 'prompt=none needs to know which of several accounts is meant',
  },
  'consent-required': {
    error: 'consent_required',
    section: 'OIDC Core §3.1.2.6',
    title: 'prompt=none needs a consent that already is',
  },
  'access-denied': { error: 'access_denied', section: 'RFC 6749 §4.1.2.1', title: 'The end-user said no' },
  'code-invalid': {
    error: 'invalid_grant',
    section: 'RFC 6749 §4.1.3',
    title: 'A code is used once, in time, by its own client',
  },
  'code-is-refresh-token': {
    error: 'invalid_grant',
    section: 'RFC 6749 §6',
    title: 'A refresh token is exchanged with grant_type=refresh_token',
  },
  'code-redirect-uri': {
    error: 'invalid_grant',
    section: 'RFC 6749 §4.1.3',
    title: 'The token request repeats the redirect URI of the authorization request',
  },
  'refresh-token-invalid': {
    error: 'invalid_grant',
    section: 'RFC 6749 §6',
    title: 'A refresh token is in force and its own client presents it',
  },
  'scope-exceeds-grant': {
    error: 'invalid_scope',
    section: 'RFC 6749 §6',
    title: 'A refresh asks for no more than was granted',
  },
  'device-code-invalid': {
    error: 'invalid_grant',
    section: 'RFC 8628 §3.4',
    title: 'A device code is used once, in time, by its own client',
  },
  'device-code-expired': {
    error: 'expired_token',
    section: 'RFC 8628 §3.5',
    title: 'A device code is used in time',
  },
  'device-pending': {
    error: 'authorization_pending',
    section: 'RFC 8628 §3.5',
    title: 'The end-user decides first',
  },
  'device-slow-down': {
    error: 'slow_down',
    section: 'RFC 8628 §3.5',
    title: 'A device asks no oftener than it was told',
  },
  'client-scope': {
    error: 'invalid_scope',
    section: 'RFC 6749 §4.4',
    title: 'A client asks for scopes of its own registration',
  },
  'resource-unknown': {
    error: 'invalid_target',
    section: 'RFC 8707 §2',
    title: 'A resource is declared with this issuer',
  },
  'resource-exceeds-grant': {
    error: 'invalid_target',
    section: 'RFC 8707 §2.2',
    title: 'A token request names no API but those that were granted',
  },
  'password-parameters': {
    error: 'invalid_request',
    section: 'RFC 6749 §4.3.2',
    title: 'A password comes with exactly one name',
  },
  'password-wrong': {
    error: 'invalid_grant',
    section: 'RFC 6749 §5.2',
    title: 'The name and the password match',
  },
  'second-factor-owed': {
    error: 'invalid_grant',
    section: 'RFC 6749 §5.2',
    title: 'A password alone signs in nobody who owes a second factor',
  },
  'too-many-attempts': {
    error: 'temporarily_unavailable',
    status: 429,
    section: 'NIST SP 800-63B §5.2.2',
    title: 'Attempts are limited',
  },
  'api-body': {
    error: 'invalid_request',
    section: 'RFC 8259',
    title: 'The body is a JSON object with the members of the operation',
  },
  'api-operation': {
    error: 'invalid_request',
    status: 404,
    section: 'RFC 9110 §15.6.2',
    title: 'The operation exists here',
  },
  'sign-in-connection': {
    error: 'invalid_request',
    section: 'RFC 6749 §4.3',
    title: 'An end-user signs in by a method that there is',
  },
  'password-encryption': {
    error: 'invalid_request',
    section: 'RFC 6749 §4.3.2',
    title: 'A password comes as it is, over TLS',
  },
  'sign-up-off': {
    error: 'access_denied',
    section: 'NIST SP 800-63A §2.2',
    title: 'The user pool lets people sign up',
  },
  'sign-up-verification': {
    error: 'access_denied',
    section: 'NIST SP 800-63A §2.2',
    title: 'Whoever signs up proves an address first',
  },
  'sign-up-agreements': {
    error: 'access_denied',
    section: 'NIST SP 800-63A §2.2',
    title: 'Whoever signs up agrees to what the user pool requires',
  },
  'sign-up-identifier': {
    error: 'invalid_request',
    section: 'RFC 8265 §3.3',
    title: 'One who signs up has a username or an e-mail address',
  },
  'sign-up-taken': {
    error: 'invalid_request',
    section: 'RFC 8265 §3.3',
    title: 'A username or an e-mail address belongs to one end-user',
  },
  'sign-up-password': {
    error: 'invalid_request',
    section: 'NIST SP 800-63B §5.1.1.2',
    title: 'A new password is long enough',
  },
  'token-missing': {
    error: 'invalid_request',
    section: 'RFC 7662 §2.1, RFC 7009 §2.1',
    title: 'The token is sent',
  },
  'token-of-another-client': {
    error: 'unauthorized_client',
    section: 'RFC 7009 §2.1',
    title: 'A client revokes its own tokens',
  },
  'bearer-ambiguous': {
    error: 'invalid_request',
    section: 'RFC 6750 §2',
    title: 'The access token is sent in one place',
  },
  'bearer-missing': {
    error: 'invalid_token',
    section: 'RFC 6750 §2',
    title: 'The request carries an access token',
  },
  'bearer-invalid': {
    error: 'invalid_token',
    section: 'RFC 6750 §3.1',
    title: 'The access token is in force',
  },
  'bearer-scope': {
    error: 'insufficient_scope',
    section: 'OIDC Core §5.3',
    title: 'Userinfo needs the scope openid',
  },
  'dpop-proof': {
    error: 'invalid_dpop_proof',
    section: 'RFC 9449 §4.3',
    title: 'A proof of possession is fresh, made for this request, and good once',
  },
  'dpop-key': {
    error: 'invalid_grant',
    section: 'RFC 9449 §5, §10',
    title: 'A code or refresh token that is bound to a key comes with a proof of that key',
  },
  'dpop-binding': {
    error: 'invalid_token',
    section: 'RFC 9449 §7.1',
    title: 'An access token that is bound to a key comes with a proof of that key',
  },
  'registration-token': {
    error: 'invalid_token',
    section: 'RFC 7591 §3, RFC 7592 §2',
    title: 'The initial access token or registration access token is the right one',
  },
  'registration-redirect-uri': {
    error: 'invalid_redirect_uri',
    section: 'RFC 7591 §3.2.2',
    title: 'The redirect URIs of a client can be registered',
  },
  'registration-metadata': {
    error: 'invalid_client_metadata',
    section: 'RFC 7591 §2, OIDC Registration §2',
    title: 'The metadata of a client can be registered',
  },
  'registration-limit': {
    error: 'temporarily_unavailable',
    section: 'RFC 7591 §5',
    title: 'Registrations are limited',
  },
  'logout-redirect-uri': {
    error: 'invalid_request',
    section: 'RP-Initiated Logout §3',
    title: 'The post-logout redirect URI is registered, byte for byte',
  },
  'logout-client': {
    error: 'invalid_request',
    section: 'RP-Initiated Logout §2',
    title: 'client_id and id_token_hint name one client',
  },
  'admin-token': {
    error: 'invalid_token',
    section: 'RFC 6750 §3.1',
    title: 'The admin API takes access tokens of the administrators that were made for it',
  },
  'admin-permission': {
    error: 'insufficient_scope',
    section: 'RFC 6750 §3.1',
    title: 'An administrator does what their role allows',
  },
  'admin-not-found': {
    error: 'invalid_request',
    status: 404,
    section: 'RFC 9110 §15.5.5',
    title: 'The object exists in this very user pool',
  },
  'admin-query': {
    error: 'invalid_request',
    section: 'RFC 9110 §15.5.1',
    title: 'The query holds parameters that the operation knows, each with a value it can have',
  },
  'admin-members': {
    error: 'invalid_request',
    section: 'RFC 9110 §15.5.1',
    title: 'An object is sent with members that it has, that may be written, and that fit together',
  },
  'admin-exists': {
    error: 'invalid_request',
    status: 409,
    section: 'RFC 9110 §15.5.10',
    title: 'An id, and an identifier of a user, belongs to one object',
  },
  'admin-managed': {
    error: 'invalid_request',
    status: 409,
    section: 'RFC 9110 §15.5.10',
    title: 'What the configuration file declares is changed there',
  },
  'admin-last-owner': {
    error: 'invalid_request',
    status: 409,
    section: 'RFC 9110 §15.5.10',
    title: 'There is always an owner who can sign in',
  },
  'admin-limit': {
    error: 'invalid_request',
    status: 409,
    section: 'RFC 9110 §15.5.10',
    title: 'An object has no more parts than it can have',
  },
  'admin-invitation': {
    error: 'invalid_request',
    status: 409,
    section: 'RFC 9110 §15.5.10',
    title: 'Whoever is invited by e-mail can sign in with that address',
  },
  'admin-precondition-required': {
    error: 'invalid_request',
    status: 428,
    section: 'RFC 6585 §3',
    title: 'A change names the version that it was made from',
  },
  'admin-precondition': {
    error: 'invalid_request',
    status: 412,
    section: 'RFC 9110 §13.1.1',
    title: 'A change is made from the present version',
  },
  'admin-idempotency-key': {
    error: 'invalid_request',
    status: 422,
    section: 'IETF draft-ietf-httpapi-idempotency-key-header §2.6',
    title: 'An idempotency key belongs to one request',
  },
  'admin-repeated-request': {
    error: 'invalid_request',
    status: 409,
    section: 'IETF draft-ietf-httpapi-idempotency-key-header §2.6',
    title: 'A request is not repeated while it is being carried out',
  },
  internal: { error: 'server_error', section: 'RFC 6749 §4.1.2.1', title: 'The server failed' },
  unavailable: {
    error: 'temporarily_unavailable',
    section: 'RFC 6749 §4.1.2.1',
    title: 'The server cannot answer just now',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;

export const isRuleId = (name: string): name is RuleId => Object.hasOwn(rules, name);

/** The status that a request which breaks the rule is answered with, where it is not redirected. */
export function statusOfRule(id: RuleId): number {
  const rule: Rule = rules[id];
  return rule.status ?? statusOfError[rule.error];
}
