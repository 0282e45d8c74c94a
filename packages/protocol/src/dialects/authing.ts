/** `authing`: what applications of Authing and GenAuth are used to. */
import type { DialectPreset } from './preset.ts';

const profile = [
  'birthdate',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'picture',
  'preferred_username',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
];

export const authing: DialectPreset = {
  settings: {
    accessTokenFormat: 'jwt',
    accessTokenTyp: 'JWT',
    accessTokenClaims: 'minimal',
    refreshTokenFormat: 'compact',
    refreshTokenIssue: 'with-offline-access',
    refreshTokenRotation: true,
    tokenType: 'Bearer',
    responseScope: 'always',
    scopeOrder: 'granted',
    responseMembers: [
      'access_token',
      'id_token',
      'refresh_token',
      'expires_in',
      'token_type',
      'scope',
      'rejected_scope',
    ],
    idTokenShape: 'standard',
    idTokenClaims: 'all',
    idTokenOptionalClaims: new Set(['sid', 'at_hash']),
    claimLayout: 'flat',
    absentClaims: 'null',
    updatedAtFormat: 'iso',
    missingRedirectUri: 'single',
    userinfoScopes: new Set(['openid', 'user']),
  },
  idTokenSignedResponseAlg: { public: 'RS256', confidential: 'HS256' },
  claims: [],
  scopes: [
    {
      name: 'profile',
      claims: profile,
    },
    // What their OAuth 2.0 applications ask for, without OpenID Connect.
    {
      name: 'user',
      claims: [...profile, 'email', 'email_verified', 'phone_number', 'phone_number_verified'],
    },
    { name: 'username', claims: ['username'] },
    { name: 'roles', claims: ['roles'] },
    { name: 'external_id', claims: ['external_id'] },
    { name: 'extended_fields', claims: ['extended_fields'] },
    { name: 'tenant_id', claims: ['tenant_id'] },
    { name: 'unionid', claims: ['unionid'] },
  ],
};
