/** `standard`: OpenID Connect as it is written — OIDC Core §2, §5.4, RFC 9068, RFC 9700. */
import type { DialectPreset } from './preset.ts';

export const standard: DialectPreset = {
  settings: {
    accessTokenFormat: 'jwt',
    accessTokenTyp: 'at+jwt',
    accessTokenClaims: 'rfc9068',
    refreshTokenFormat: 'compact',
    refreshTokenIssue: 'with-offline-access',
    refreshTokenRotation: true,
    tokenType: 'Bearer',
    responseScope: 'always',
    scopeOrder: 'granted',
    responseMembers: [
      'access_token',
      'token_type',
      'expires_in',
      'refresh_token',
      'id_token',
      'scope',
      'rejected_scope',
    ],
    idTokenShape: 'standard',
    idTokenClaims: 'minimal',
    idTokenOptionalClaims: new Set(['auth_time', 'acr', 'amr', 'sid', 'at_hash']),
    claimLayout: 'flat',
    absentClaims: 'omit',
    updatedAtFormat: 'number',
    missingRedirectUri: 'refused',
    userinfoScopes: new Set(['openid']),
  },
  idTokenSignedResponseAlg: { public: 'RS256', confidential: 'RS256' },
  claims: [],
  scopes: [],
};
