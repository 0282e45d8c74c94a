/** The dialect of an application: a name of the table, and single settings that win over it. */
import {
  type ClaimDeclarations,
  type Client,
  createClaimTable,
  type Dialect,
  type DialectPreset,
  dialects,
} from '@symbolon/protocol';
import { z } from 'zod';
import type { ApplicationMetadata } from './application.ts';

export const dialectMembers = () => ({
  dialect: z.enum(['standard', 'authing', 'opaque-minimal']).optional(),
  access_token_format: z.enum(['jwt', 'opaque', 'uuid']).optional(),
  access_token_typ: z.enum(['at+jwt', 'JWT']).optional(),
  access_token_claims: z.enum(['rfc9068', 'minimal']).optional(),
  refresh_token_format: z.enum(['compact', 'uuid']).optional(),
  refresh_token_issue: z.enum(['with-offline-access', 'always']).optional(),
  refresh_token_rotation: z.boolean().optional(),
  token_type_case: z.enum(['title', 'lower']).optional(),
  response_scope: z.enum(['always', 'with-id-token']).optional(),
  scope_order: z.enum(['granted', 'sorted']).optional(),
  id_token_shape: z.enum(['standard', 'bare']).optional(),
  id_token_claims: z.enum(['minimal', 'all']).optional(),
  id_token_optional_claims: z.array(z.enum(['auth_time', 'acr', 'amr', 'sid', 'at_hash'])).optional(),
  claim_layout: z.enum(['flat', 'by-scope']).optional(),
  absent_claims: z.enum(['omit', 'null', 'empty']).optional(),
  updated_at_format: z.enum(['number', 'iso']).optional(),
  missing_redirect_uri: z.enum(['refused', 'single']).optional(),
});

type Known = Partial<ApplicationMetadata>;

const presetOf = ({ dialect = 'standard' }: Known): DialectPreset => dialects[dialect];
const isPublic = ({ token_endpoint_auth_method: method }: Known) => method === 'none';

/** `hasSecret`: without one there is nothing to sign HS256 with. */
export function idTokenAlgOf(metadata: Known, hasSecret: boolean): Client['idTokenSignedResponseAlg'] {
  const { confidential, public: open } = presetOf(metadata).idTokenSignedResponseAlg;
  const preset = hasSecret && !isPublic(metadata) ? confidential : open;
  return metadata.id_token_signed_response_alg ?? preset;
}

export const idTokenShapeOf = (metadata: Known): Dialect['idTokenShape'] =>
  metadata.id_token_shape ?? presetOf(metadata).settings.idTokenShape;

const tokenTypes = { title: 'Bearer', lower: 'bearer' } as const;

export function dialectOf(metadata: ApplicationMetadata): Dialect {
  const { settings } = presetOf(metadata);
  const { token_type_case: tokenType, id_token_optional_claims: optionalClaims } = metadata;
  return {
    accessTokenFormat: metadata.access_token_format ?? settings.accessTokenFormat,
    accessTokenTyp: metadata.access_token_typ ?? settings.accessTokenTyp,
    accessTokenClaims: metadata.access_token_claims ?? settings.accessTokenClaims,
    refreshTokenFormat: metadata.refresh_token_format ?? settings.refreshTokenFormat,
    refreshTokenIssue: metadata.refresh_token_issue ?? settings.refreshTokenIssue,
    // Only rotation shows that the refresh token of a public application was stolen (RFC 9700 §4.14.2).
    refreshTokenRotation:
      isPublic(metadata) || (metadata.refresh_token_rotation ?? settings.refreshTokenRotation),
    tokenType: tokenType === undefined ? settings.tokenType : tokenTypes[tokenType],
    responseScope: metadata.response_scope ?? settings.responseScope,
    scopeOrder: metadata.scope_order ?? settings.scopeOrder,
    responseMembers: settings.responseMembers,
    idTokenShape: idTokenShapeOf(metadata),
    idTokenClaims: metadata.id_token_claims ?? settings.idTokenClaims,
    idTokenOptionalClaims:
      optionalClaims === undefined ? settings.idTokenOptionalClaims : new Set(optionalClaims),
    claimLayout: metadata.claim_layout ?? settings.claimLayout,
    absentClaims: metadata.absent_claims ?? settings.absentClaims,
    updatedAtFormat: metadata.updated_at_format ?? settings.updatedAtFormat,
    missingRedirectUri: metadata.missing_redirect_uri ?? settings.missingRedirectUri,
    userinfoScopes: settings.userinfoScopes,
  };
}

/** What the application declares wins over its pool, and the pool over the dialect. */
export const claimTableOf = (metadata: ApplicationMetadata, pool: ClaimDeclarations): Client['claimTable'] =>
  createClaimTable([presetOf(metadata), pool, metadata]);

/** The dialect as it takes effect, in the words of the file. */
export const printDialect = (
  metadata: ApplicationMetadata,
  { dialect, accessTokenSignedResponseAlg, idTokenSignedResponseAlg }: Client,
) => ({
  dialect: metadata.dialect ?? 'standard',
  access_token_signed_response_alg: accessTokenSignedResponseAlg,
  id_token_signed_response_alg: idTokenSignedResponseAlg,
  access_token_format: dialect.accessTokenFormat,
  access_token_typ: dialect.accessTokenTyp,
  access_token_claims: dialect.accessTokenClaims,
  refresh_token_format: dialect.refreshTokenFormat,
  refresh_token_issue: dialect.refreshTokenIssue,
  refresh_token_rotation: dialect.refreshTokenRotation,
  token_type_case: dialect.tokenType === 'Bearer' ? 'title' : 'lower',
  response_scope: dialect.responseScope,
  scope_order: dialect.scopeOrder,
  id_token_shape: dialect.idTokenShape,
  id_token_claims: dialect.idTokenClaims,
  id_token_optional_claims: [...dialect.idTokenOptionalClaims],
  claim_layout: dialect.claimLayout,
  absent_claims: dialect.absentClaims,
  updated_at_format: dialect.updatedAtFormat,
  missing_redirect_uri: dialect.missingRedirectUri,
  claims: metadata.claims,
  scopes: metadata.scopes,
});
