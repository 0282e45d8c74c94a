/** `opaque-minimal`: UUIDs for tokens, and an ID token of one claim for each scope, as Umbrella Faces answers. */
import type { DialectPreset } from './preset.ts';

export const opaqueMinimal: DialectPreset = {
  settings: {
    accessTokenFormat: 'uuid',
    accessTokenTyp: 'at+jwt',
    accessTokenClaims: 'rfc9068',
    refreshTokenFormat: 'uuid',
    refreshTokenIssue: 'always',
    refreshTokenRotation: false,
    tokenType: 'bearer',
    responseScope: 'with-id-token',
    scopeOrder: 'sorted',
    responseMembers: [
      'access_token',
      'token_type',
      'refresh_token',
      'expires_in',
      'scope',
      'id_token',
      'rejected_scope',
    ],
    idTokenShape: 'bare',
    idTokenClaims: 'all',
    idTokenOptionalClaims: new Set(),
    claimLayout: 'by-scope',
    absentClaims: 'omit',
    updatedAtFormat: 'number',
    missingRedirectUri: 'refused',
    userinfoScopes: new Set(['openid']),
  },
  idTokenSignedResponseAlg: { public: 'RS256', confidential: 'RS256' },
  claims: [
    { name: 'firstname', from: 'given_name' },
    { name: 'phone', from: 'phone_number' },
    { name: 'displayname', from: 'name' },
    { name: 'name', from: 'family_name' },
  ],
  scopes: [
    { name: 'profile', claims: ['firstname', 'phone', 'displayname', 'name'] },
    { name: 'email', claims: ['email'] },
  ],
};
