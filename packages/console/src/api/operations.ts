/** The operations of the admin API, made from its table by `npm run generate:admin-api`; nobody edits this. */

/** `seen`: the ETag that `If-Match` is to name. */
export interface Operations {
  /** Who is asking, and what they may do. */
  readonly 'GET /me': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly id: string;
      readonly name?: string;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly permissions: readonly ('applications:read' | 'resources:read' | 'access_keys:read' | 'users:read' | 'user_access:read' | 'keys:read' | 'audit_events:read' | 'pools:read' | 'settings:read' | 'administrators:read' | 'overview:read' | 'applications:write' | 'resources:write' | 'access_keys:write' | 'users:write' | 'user_access:write' | 'keys:write' | 'audit_events:write' | 'pools:write' | 'settings:write' | 'administrators:write' | 'overview:write')[];
    };
    readonly seen: undefined;
  };
  /** List user pools. */
  readonly 'GET /pools': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly name: string;
        readonly issuer: string;
        readonly managed_by: 'file' | 'server' | 'console';
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Make a user pool, which is served from the answer on; no pool is removed by this API. */
  readonly 'POST /pools': {
    readonly query: undefined;
    readonly body: {
      readonly name: string;
    };
    readonly answer: {
      readonly name: string;
      readonly issuer: string;
      readonly managed_by: 'file' | 'server' | 'console';
    };
    readonly seen: undefined;
  };
  /** Read a user pool. */
  readonly 'GET /pools/{pool}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly name: string;
      readonly issuer: string;
      readonly managed_by: 'file' | 'server' | 'console';
    };
    readonly seen: undefined;
  };
  /** List the signing keys of a pool. */
  readonly 'GET /pools/{pool}/keys': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly alg: string;
        readonly kid: string;
        readonly state: 'announced' | 'active' | 'retired';
        readonly since: number;
        readonly signs_at?: number;
      })[];
    };
    readonly seen: undefined;
  };
  /** Announce a successor of every active key; where one is announced already nothing happens. */
  readonly 'POST /pools/{pool}/keys/rotate': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: {
      readonly items: readonly ({
        readonly alg: string;
        readonly kid: string;
        readonly state: 'announced' | 'active' | 'retired';
        readonly since: number;
        readonly signs_at?: number;
      })[];
    };
    readonly seen: undefined;
  };
  /** List applications in the order of their ids. */
  readonly 'GET /pools/{pool}/applications': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly client_id: string;
        readonly client_name?: string;
        readonly application_type?: 'web' | 'native';
        readonly redirect_uris?: readonly string[];
        readonly post_logout_redirect_uris?: readonly string[];
        readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
        readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
        readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
        readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
        readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
        readonly jwks?: {
          readonly [name: string]: unknown;
        };
        readonly jwks_uri?: string;
        readonly request_uris?: readonly string[];
        readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
        readonly client_uri?: string;
        readonly logo_uri?: string;
        readonly policy_uri?: string;
        readonly tos_uri?: string;
        readonly initiate_login_uri?: string;
        readonly contacts?: readonly string[];
        readonly subject_type?: 'public' | 'pairwise';
        readonly sector_identifier_uri?: string;
        readonly backchannel_logout_uri?: string;
        readonly backchannel_logout_session_required?: boolean;
        readonly frontchannel_logout_uri?: string;
        readonly frontchannel_logout_session_required?: boolean;
        readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
        readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
        readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
        readonly audience?: string;
        readonly scope?: string;
        readonly skip_consent?: boolean;
        readonly require_pkce?: boolean;
        readonly require_pushed_authorization_requests?: boolean;
        readonly dpop_bound_access_tokens?: boolean;
        readonly dangerously_allow_plain_pkce?: boolean;
        readonly refresh_token_reuse_interval?: number;
        readonly code_lifetime?: number;
        readonly access_token_lifetime?: number;
        readonly id_token_lifetime?: number;
        readonly refresh_token_lifetime?: number;
        readonly refresh_token_idle_lifetime?: number;
        readonly default_max_age?: number;
        readonly require_auth_time?: boolean;
        readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
        readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
        readonly access_token_typ?: 'at+jwt' | 'JWT';
        readonly access_token_claims?: 'rfc9068' | 'minimal';
        readonly refresh_token_format?: 'compact' | 'uuid';
        readonly refresh_token_issue?: 'with-offline-access' | 'always';
        readonly refresh_token_rotation?: boolean;
        readonly token_type_case?: 'title' | 'lower';
        readonly response_scope?: 'always' | 'with-id-token';
        readonly scope_order?: 'granted' | 'sorted';
        readonly id_token_shape?: 'standard' | 'bare';
        readonly id_token_claims?: 'minimal' | 'all';
        readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
        readonly claim_layout?: 'flat' | 'by-scope';
        readonly absent_claims?: 'omit' | 'null' | 'empty';
        readonly updated_at_format?: 'number' | 'iso';
        readonly missing_redirect_uri?: 'refused' | 'single';
        readonly claims?: readonly {
          readonly name: string;
          readonly from: string;
        }[];
        readonly scopes?: readonly {
          readonly name: string;
          readonly claims?: readonly string[];
        }[];
        readonly sign_in?: {
          readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
        };
        readonly branding?: {
          readonly name?: string;
          readonly logo?: string;
          readonly background_image?: string;
          readonly light?: {
            readonly accent?: string;
            readonly background?: string;
          };
          readonly dark?: {
            readonly accent?: string;
            readonly background?: string;
          };
          readonly radius?: number;
          readonly texts?: {
            readonly en?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly de?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly es?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly fr?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly ja?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly 'zh-CN'?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly 'zh-TW'?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
            readonly ar?: {
              readonly login_title?: string;
              readonly login_intro?: string;
            };
          };
          readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
          readonly css?: string;
        };
        readonly compat_upgrade_response_mode?: boolean;
        readonly dangerously_ignore_unexpected_code_verifier?: boolean;
        readonly enabled?: boolean;
        readonly managed_by: 'file' | 'console' | 'client';
        readonly created_at: number;
        readonly updated_at: number;
        readonly secrets: readonly {
          readonly id: string;
        }[];
        readonly client_secret?: string;
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Register an application; its secret is shown in this answer only. */
  readonly 'POST /pools/{pool}/applications': {
    readonly query: undefined;
    readonly body: {
      readonly client_id?: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
      readonly client_secret?: string;
    };
    readonly answer: {
      readonly client_id: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secrets: readonly {
        readonly id: string;
      }[];
      readonly client_secret?: string;
    };
    readonly seen: undefined;
  };
  /** Read an application; secrets are never read back. */
  readonly 'GET /pools/{pool}/applications/{client_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly client_id: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secrets: readonly {
        readonly id: string;
      }[];
      readonly client_secret?: string;
    };
    readonly seen: undefined;
  };
  /** Replace an application, its secrets apart. */
  readonly 'PUT /pools/{pool}/applications/{client_id}': {
    readonly query: undefined;
    readonly body: {
      readonly client_id?: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
    };
    readonly answer: {
      readonly client_id: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secrets: readonly {
        readonly id: string;
      }[];
      readonly client_secret?: string;
    };
    readonly seen: string;
  };
  /** Change members of an application; null takes one away (RFC 7396). */
  readonly 'PATCH /pools/{pool}/applications/{client_id}': {
    readonly query: undefined;
    readonly body: {
      readonly client_id?: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
    };
    readonly answer: {
      readonly client_id: string;
      readonly client_name?: string;
      readonly application_type?: 'web' | 'native';
      readonly redirect_uris?: readonly string[];
      readonly post_logout_redirect_uris?: readonly string[];
      readonly grant_types?: readonly ('authorization_code' | 'refresh_token' | 'implicit' | 'client_credentials' | 'password' | 'urn:ietf:params:oauth:grant-type:device_code')[];
      readonly response_types?: readonly ('code' | 'id_token' | 'id_token token' | 'code id_token' | 'code token' | 'code id_token token')[];
      readonly token_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly introspection_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly revocation_endpoint_auth_method?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt';
      readonly jwks?: {
        readonly [name: string]: unknown;
      };
      readonly jwks_uri?: string;
      readonly request_uris?: readonly string[];
      readonly request_object_signing_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly client_uri?: string;
      readonly logo_uri?: string;
      readonly policy_uri?: string;
      readonly tos_uri?: string;
      readonly initiate_login_uri?: string;
      readonly contacts?: readonly string[];
      readonly subject_type?: 'public' | 'pairwise';
      readonly sector_identifier_uri?: string;
      readonly backchannel_logout_uri?: string;
      readonly backchannel_logout_session_required?: boolean;
      readonly frontchannel_logout_uri?: string;
      readonly frontchannel_logout_session_required?: boolean;
      readonly access_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
      readonly id_token_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly userinfo_signed_response_alg?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'HS256';
      readonly audience?: string;
      readonly scope?: string;
      readonly skip_consent?: boolean;
      readonly require_pkce?: boolean;
      readonly require_pushed_authorization_requests?: boolean;
      readonly dpop_bound_access_tokens?: boolean;
      readonly dangerously_allow_plain_pkce?: boolean;
      readonly refresh_token_reuse_interval?: number;
      readonly code_lifetime?: number;
      readonly access_token_lifetime?: number;
      readonly id_token_lifetime?: number;
      readonly refresh_token_lifetime?: number;
      readonly refresh_token_idle_lifetime?: number;
      readonly default_max_age?: number;
      readonly require_auth_time?: boolean;
      readonly dialect?: 'standard' | 'authing' | 'opaque-minimal';
      readonly access_token_format?: 'jwt' | 'opaque' | 'uuid';
      readonly access_token_typ?: 'at+jwt' | 'JWT';
      readonly access_token_claims?: 'rfc9068' | 'minimal';
      readonly refresh_token_format?: 'compact' | 'uuid';
      readonly refresh_token_issue?: 'with-offline-access' | 'always';
      readonly refresh_token_rotation?: boolean;
      readonly token_type_case?: 'title' | 'lower';
      readonly response_scope?: 'always' | 'with-id-token';
      readonly scope_order?: 'granted' | 'sorted';
      readonly id_token_shape?: 'standard' | 'bare';
      readonly id_token_claims?: 'minimal' | 'all';
      readonly id_token_optional_claims?: readonly ('auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash')[];
      readonly claim_layout?: 'flat' | 'by-scope';
      readonly absent_claims?: 'omit' | 'null' | 'empty';
      readonly updated_at_format?: 'number' | 'iso';
      readonly missing_redirect_uri?: 'refused' | 'single';
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
      readonly sign_in?: {
        readonly methods: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
      };
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly compat_upgrade_response_mode?: boolean;
      readonly dangerously_ignore_unexpected_code_verifier?: boolean;
      readonly enabled?: boolean;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secrets: readonly {
        readonly id: string;
      }[];
      readonly client_secret?: string;
    };
    readonly seen: string;
  };
  /** Remove an application: what was granted to it is revoked. */
  readonly 'DELETE /pools/{pool}/applications/{client_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** Make a second secret, valid beside the first; it is shown in this answer only. */
  readonly 'POST /pools/{pool}/applications/{client_id}/secrets': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: {
      readonly id: string;
      readonly client_secret: string;
    };
    readonly seen: undefined;
  };
  /** Remove one of two secrets; If-Match names the version of the application. */
  readonly 'DELETE /pools/{pool}/applications/{client_id}/secrets/{secret_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** List API resources in the order of their identifiers. */
  readonly 'GET /pools/{pool}/resources': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly identifier: string;
        readonly audience: string;
        readonly actions: readonly string[];
        readonly managed_by: 'file' | 'console' | 'client';
        readonly created_at: number;
        readonly updated_at: number;
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Declare an API resource. */
  readonly 'POST /pools/{pool}/resources': {
    readonly query: undefined;
    readonly body: {
      readonly identifier: string;
      readonly audience: string;
      readonly actions: readonly string[];
    };
    readonly answer: {
      readonly identifier: string;
      readonly audience: string;
      readonly actions: readonly string[];
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Read an API resource. */
  readonly 'GET /pools/{pool}/resources/{identifier}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly identifier: string;
      readonly audience: string;
      readonly actions: readonly string[];
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Replace an API resource; its identifier stays. */
  readonly 'PUT /pools/{pool}/resources/{identifier}': {
    readonly query: undefined;
    readonly body: {
      readonly identifier: string;
      readonly audience: string;
      readonly actions: readonly string[];
    };
    readonly answer: {
      readonly identifier: string;
      readonly audience: string;
      readonly actions: readonly string[];
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: string;
  };
  /** Remove an API resource: nothing is issued for it any more. */
  readonly 'DELETE /pools/{pool}/resources/{identifier}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** List access keys in their order. */
  readonly 'GET /pools/{pool}/access-keys': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly access_key: string;
        readonly application: string;
        readonly allow: readonly string[];
        readonly remark?: string;
        readonly access_token_lifetime?: number;
        readonly managed_by: 'file' | 'console' | 'client';
        readonly created_at: number;
        readonly updated_at: number;
        readonly secret_key?: string;
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Make an access key; its secret is shown in this answer only. */
  readonly 'POST /pools/{pool}/access-keys': {
    readonly query: undefined;
    readonly body: {
      readonly access_key?: string;
      readonly application: string;
      readonly allow: readonly string[];
      readonly remark?: string;
      readonly access_token_lifetime?: number;
    };
    readonly answer: {
      readonly access_key: string;
      readonly application: string;
      readonly allow: readonly string[];
      readonly remark?: string;
      readonly access_token_lifetime?: number;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secret_key?: string;
    };
    readonly seen: undefined;
  };
  /** Read an access key; its secret is never read back. */
  readonly 'GET /pools/{pool}/access-keys/{access_key}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly access_key: string;
      readonly application: string;
      readonly allow: readonly string[];
      readonly remark?: string;
      readonly access_token_lifetime?: number;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secret_key?: string;
    };
    readonly seen: undefined;
  };
  /** Replace what an access key may do; key and secret stay. */
  readonly 'PUT /pools/{pool}/access-keys/{access_key}': {
    readonly query: undefined;
    readonly body: {
      readonly access_key?: string;
      readonly application: string;
      readonly allow: readonly string[];
      readonly remark?: string;
      readonly access_token_lifetime?: number;
    };
    readonly answer: {
      readonly access_key: string;
      readonly application: string;
      readonly allow: readonly string[];
      readonly remark?: string;
      readonly access_token_lifetime?: number;
      readonly managed_by: 'file' | 'console' | 'client';
      readonly created_at: number;
      readonly updated_at: number;
      readonly secret_key?: string;
    };
    readonly seen: string;
  };
  /** Remove an access key: what was granted to it is revoked. */
  readonly 'DELETE /pools/{pool}/access-keys/{access_key}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** Search users by the beginning of an identifier or of a name; without it, the newest first. */
  readonly 'GET /pools/{pool}/users': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
      readonly search?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly username?: string;
        readonly email?: string;
        readonly phone?: string;
        readonly name?: string;
        readonly given_name?: string;
        readonly family_name?: string;
        readonly middle_name?: string;
        readonly nickname?: string;
        readonly preferred_username?: string;
        readonly profile?: string;
        readonly picture?: string;
        readonly website?: string;
        readonly email_verified?: boolean;
        readonly gender?: string;
        readonly birthdate?: string;
        readonly zoneinfo?: string;
        readonly locale?: string;
        readonly phone_number?: string;
        readonly phone_number_verified?: boolean;
        readonly address?: {
          readonly formatted?: string;
          readonly street_address?: string;
          readonly locality?: string;
          readonly region?: string;
          readonly postal_code?: string;
          readonly country?: string;
        };
        readonly custom_data?: {
          readonly [name: string]: unknown;
        };
        readonly id: string;
        readonly display_name: string;
        readonly locked: boolean;
        readonly has_password: boolean;
        readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
        readonly managed_by: 'file' | 'console' | 'self';
        readonly created_at: number;
        readonly updated_at: number;
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Create a user, with a password, a hash of one, or none. */
  readonly 'POST /pools/{pool}/users': {
    readonly query: undefined;
    readonly body: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly password?: string;
      readonly password_hash?: string;
    };
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Read a user. */
  readonly 'GET /pools/{pool}/users/{user_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Change what is known of a user; null takes a member away (RFC 7396). */
  readonly 'PATCH /pools/{pool}/users/{user_id}': {
    readonly query: undefined;
    readonly body: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
    };
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: string;
  };
  /** Forget a user: sessions end, everything that they granted is revoked. */
  readonly 'DELETE /pools/{pool}/users/{user_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** Lock a user: sessions end and everything issued to them is revoked, at once. */
  readonly 'POST /pools/{pool}/users/{user_id}/lock': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Let a user sign in again. */
  readonly 'POST /pools/{pool}/users/{user_id}/unlock': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
    };
    readonly seen: undefined;
  };
  /** Give a user another password; one that is made here is shown in this answer only. */
  readonly 'POST /pools/{pool}/users/{user_id}/reset-password': {
    readonly query: undefined;
    readonly body: {
      readonly password?: string;
    };
    readonly answer: {
      readonly password?: string;
    };
    readonly seen: undefined;
  };
  /** Forget wrong passwords, so that a user need not wait. */
  readonly 'POST /pools/{pool}/users/{user_id}/unlock-attempts': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** List the sessions of a user, the newest first. */
  readonly 'GET /pools/{pool}/users/{user_id}/sessions': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly {
        readonly sid: string;
        readonly auth_time: number;
        readonly acr?: string;
        readonly amr: readonly string[];
        readonly last_used_at: number;
        readonly ends_at: number;
      }[];
    };
    readonly seen: undefined;
  };
  /** End a session: its applications are told, what was granted in it is revoked. */
  readonly 'DELETE /pools/{pool}/users/{user_id}/sessions/{sid}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** List what a user granted, the newest first. */
  readonly 'GET /pools/{pool}/users/{user_id}/authorizations': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly {
        readonly id: string;
        readonly client_id: string;
        readonly scope: readonly string[];
        readonly granted_at: number;
        readonly offline: boolean;
        readonly expires_at: number;
      }[];
    };
    readonly seen: undefined;
  };
  /** Revoke what a user granted: no token of it works any more. */
  readonly 'DELETE /pools/{pool}/users/{user_id}/authorizations/{authorization_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** List the authenticator app and the passkeys of a user. */
  readonly 'GET /pools/{pool}/users/{user_id}/credentials': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly kind: 'authenticator';
        readonly created_at: number;
        readonly last_used_at?: number;
        readonly recovery_codes: number;
      } | {
        readonly kind: 'passkey';
        readonly id: string;
        readonly name: string;
        readonly created_at: number;
        readonly last_used_at?: number;
      })[];
    };
    readonly seen: undefined;
  };
  /** Remove the authenticator app of a user with its recovery codes: sessions end, the user is told. */
  readonly 'DELETE /pools/{pool}/users/{user_id}/authenticator': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** Remove a passkey of a user: sessions end, the user is told. */
  readonly 'DELETE /pools/{pool}/users/{user_id}/passkeys/{passkey_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** Bring users along with their password hashes; those that cannot be taken are named, the others are. */
  readonly 'POST /pools/{pool}/users/import': {
    readonly query: undefined;
    readonly body: {
      readonly users: readonly {
        readonly username?: string;
        readonly email?: string;
        readonly phone?: string;
        readonly name?: string;
        readonly given_name?: string;
        readonly family_name?: string;
        readonly middle_name?: string;
        readonly nickname?: string;
        readonly preferred_username?: string;
        readonly profile?: string;
        readonly picture?: string;
        readonly website?: string;
        readonly email_verified?: boolean;
        readonly gender?: string;
        readonly birthdate?: string;
        readonly zoneinfo?: string;
        readonly locale?: string;
        readonly phone_number?: string;
        readonly phone_number_verified?: boolean;
        readonly address?: {
          readonly formatted?: string;
          readonly street_address?: string;
          readonly locality?: string;
          readonly region?: string;
          readonly postal_code?: string;
          readonly country?: string;
        };
        readonly custom_data?: {
          readonly [name: string]: unknown;
        };
        readonly password?: string;
        readonly password_hash?: string;
      }[];
    };
    readonly answer: {
      readonly imported: number;
      readonly refused: readonly {
        readonly index: number;
        readonly detail: string;
      }[];
    };
    readonly seen: undefined;
  };
  /** List the invitations that wait, the newest first. */
  readonly 'GET /pools/{pool}/invitations': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly id: string;
        readonly email: string;
        readonly name?: string;
        readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
        readonly locale: string;
        readonly invited_by: string;
        readonly created_at: number;
        readonly expires_at: number;
        readonly standing: 'good' | 'orphaned';
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Invite somebody by e-mail to make an account, whether or not people can sign up. */
  readonly 'POST /pools/{pool}/invitations': {
    readonly query: undefined;
    readonly body: {
      readonly email: string;
      readonly name?: string;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly locale?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
    };
    readonly answer: {
      readonly id: string;
      readonly email: string;
      readonly name?: string;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly locale: string;
      readonly invited_by: string;
      readonly created_at: number;
      readonly expires_at: number;
      readonly standing: 'good' | 'orphaned';
    };
    readonly seen: undefined;
  };
  /** Read an invitation that waits. */
  readonly 'GET /pools/{pool}/invitations/{invitation_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly id: string;
      readonly email: string;
      readonly name?: string;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly locale: string;
      readonly invited_by: string;
      readonly created_at: number;
      readonly expires_at: number;
      readonly standing: 'good' | 'orphaned';
    };
    readonly seen: undefined;
  };
  /** Revoke an invitation: its link is dead. */
  readonly 'DELETE /pools/{pool}/invitations/{invitation_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** Send an invitation again, with a new link: the former one is dead, and the time begins anew. */
  readonly 'POST /pools/{pool}/invitations/{invitation_id}/resend': {
    readonly query: undefined;
    readonly body: Record<string, never>;
    readonly answer: {
      readonly id: string;
      readonly email: string;
      readonly name?: string;
      readonly role?: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly locale: string;
      readonly invited_by: string;
      readonly created_at: number;
      readonly expires_at: number;
      readonly standing: 'good' | 'orphaned';
    };
    readonly seen: undefined;
  };
  /** List administrators. */
  readonly 'GET /administrators': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly username?: string;
        readonly email?: string;
        readonly phone?: string;
        readonly name?: string;
        readonly given_name?: string;
        readonly family_name?: string;
        readonly middle_name?: string;
        readonly nickname?: string;
        readonly preferred_username?: string;
        readonly profile?: string;
        readonly picture?: string;
        readonly website?: string;
        readonly email_verified?: boolean;
        readonly gender?: string;
        readonly birthdate?: string;
        readonly zoneinfo?: string;
        readonly locale?: string;
        readonly phone_number?: string;
        readonly phone_number_verified?: boolean;
        readonly address?: {
          readonly formatted?: string;
          readonly street_address?: string;
          readonly locality?: string;
          readonly region?: string;
          readonly postal_code?: string;
          readonly country?: string;
        };
        readonly custom_data?: {
          readonly [name: string]: unknown;
        };
        readonly id: string;
        readonly display_name: string;
        readonly locked: boolean;
        readonly has_password: boolean;
        readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
        readonly managed_by: 'file' | 'console' | 'self';
        readonly created_at: number;
        readonly updated_at: number;
        readonly password?: string;
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Make an administrator; a password that is made here is shown in this answer only. */
  readonly 'POST /administrators': {
    readonly query: undefined;
    readonly body: {
      readonly username: string;
      readonly name?: string;
      readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly password?: string;
    };
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
      readonly password?: string;
    };
    readonly seen: undefined;
  };
  /** Read an administrator. */
  readonly 'GET /administrators/{user_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
      readonly password?: string;
    };
    readonly seen: undefined;
  };
  /** Give an administrator another role; it counts from their next request on. */
  readonly 'PATCH /administrators/{user_id}': {
    readonly query: undefined;
    readonly body: {
      readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
    };
    readonly answer: {
      readonly username?: string;
      readonly email?: string;
      readonly phone?: string;
      readonly name?: string;
      readonly given_name?: string;
      readonly family_name?: string;
      readonly middle_name?: string;
      readonly nickname?: string;
      readonly preferred_username?: string;
      readonly profile?: string;
      readonly picture?: string;
      readonly website?: string;
      readonly email_verified?: boolean;
      readonly gender?: string;
      readonly birthdate?: string;
      readonly zoneinfo?: string;
      readonly locale?: string;
      readonly phone_number?: string;
      readonly phone_number_verified?: boolean;
      readonly address?: {
        readonly formatted?: string;
        readonly street_address?: string;
        readonly locality?: string;
        readonly region?: string;
        readonly postal_code?: string;
        readonly country?: string;
      };
      readonly custom_data?: {
        readonly [name: string]: unknown;
      };
      readonly id: string;
      readonly display_name: string;
      readonly locked: boolean;
      readonly has_password: boolean;
      readonly role: 'owner' | 'administrator' | 'support' | 'auditor';
      readonly managed_by: 'file' | 'console' | 'self';
      readonly created_at: number;
      readonly updated_at: number;
      readonly password?: string;
    };
    readonly seen: string;
  };
  /** Remove an administrator. */
  readonly 'DELETE /administrators/{user_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: string;
  };
  /** Read the settings of a pool, as far as they were written here. */
  readonly 'GET /pools/{pool}/settings': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly sign_in?: {
        readonly methods?: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
        readonly second_factor?: 'off' | 'optional' | 'required';
      };
      readonly sign_up?: boolean | {
        readonly fields?: readonly ('username' | 'email' | 'phone' | 'name')[];
        readonly verification?: 'required' | 'optional';
      };
      readonly agreements?: readonly {
        readonly id: string;
        readonly title: string;
        readonly url: string;
        readonly required?: boolean;
      }[];
      readonly invitation_lifetime?: number;
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
    };
    readonly seen: undefined;
  };
  /** Replace the settings of a pool. */
  readonly 'PUT /pools/{pool}/settings': {
    readonly query: undefined;
    readonly body: {
      readonly sign_in?: {
        readonly methods?: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
        readonly second_factor?: 'off' | 'optional' | 'required';
      };
      readonly sign_up?: boolean | {
        readonly fields?: readonly ('username' | 'email' | 'phone' | 'name')[];
        readonly verification?: 'required' | 'optional';
      };
      readonly agreements?: readonly {
        readonly id: string;
        readonly title: string;
        readonly url: string;
        readonly required?: boolean;
      }[];
      readonly invitation_lifetime?: number;
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
    };
    readonly answer: {
      readonly sign_in?: {
        readonly methods?: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
        readonly second_factor?: 'off' | 'optional' | 'required';
      };
      readonly sign_up?: boolean | {
        readonly fields?: readonly ('username' | 'email' | 'phone' | 'name')[];
        readonly verification?: 'required' | 'optional';
      };
      readonly agreements?: readonly {
        readonly id: string;
        readonly title: string;
        readonly url: string;
        readonly required?: boolean;
      }[];
      readonly invitation_lifetime?: number;
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
    };
    readonly seen: string;
  };
  /** Read what the configuration file says of the settings of a pool: it wins over what was written here. */
  readonly 'GET /pools/{pool}/settings/declared': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly sign_in?: {
        readonly methods?: readonly ('password' | 'email_code' | 'phone_code' | 'passkey')[];
        readonly second_factor?: 'off' | 'optional' | 'required';
      };
      readonly sign_up?: boolean | {
        readonly fields?: readonly ('username' | 'email' | 'phone' | 'name')[];
        readonly verification?: 'required' | 'optional';
      };
      readonly agreements?: readonly {
        readonly id: string;
        readonly title: string;
        readonly url: string;
        readonly required?: boolean;
      }[];
      readonly invitation_lifetime?: number;
      readonly branding?: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly claims?: readonly {
        readonly name: string;
        readonly from: string;
      }[];
      readonly scopes?: readonly {
        readonly name: string;
        readonly claims?: readonly string[];
      }[];
    };
    readonly seen: undefined;
  };
  /** List the claims that a pool declares for all of its applications, in the order of their names. */
  readonly 'GET /pools/{pool}/claims': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly name: string;
        readonly from: string;
        readonly managed_by: 'file' | 'console';
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** List the scopes of a pool with the claims that each opens, in the order of their names. */
  readonly 'GET /pools/{pool}/scopes': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly name: string;
        readonly claims: readonly string[];
        readonly managed_by: 'file' | 'console' | 'standard';
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** Render a page with a branding that is not saved, for a sandboxed frame; tells what its CSS would lose. */
  readonly 'POST /pools/{pool}/branding/preview': {
    readonly query: undefined;
    readonly body: {
      readonly branding: {
        readonly name?: string;
        readonly logo?: string;
        readonly background_image?: string;
        readonly light?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly dark?: {
          readonly accent?: string;
          readonly background?: string;
        };
        readonly radius?: number;
        readonly texts?: {
          readonly en?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly de?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly es?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly fr?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ja?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-CN'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly 'zh-TW'?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
          readonly ar?: {
            readonly login_title?: string;
            readonly login_intro?: string;
          };
        };
        readonly default_language?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
        readonly css?: string;
      };
      readonly page?: 'login' | 'login_refused' | 'code' | 'sign_up' | 'consent' | 'second_factor' | 'error';
      readonly appearance?: 'light' | 'dark';
      readonly locale?: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'zh-CN' | 'zh-TW' | 'ar';
      readonly application_name?: string;
    };
    readonly answer: {
      readonly html: string;
      readonly dropped: readonly {
        readonly line: number;
        readonly reason: string;
      }[];
    };
    readonly seen: undefined;
  };
  /** List what happened, the newest first; a page may be short and have a next one. */
  readonly 'GET /pools/{pool}/audit-events': {
    readonly query: {
      readonly cursor?: string;
      readonly limit?: string;
      readonly type?: string;
      readonly outcome?: string;
      readonly authorization_id?: string;
      readonly sid?: string;
      readonly client_id?: string;
      readonly user_id?: string;
      readonly actor_id?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly happened_at: number;
        readonly type: string;
        readonly outcome: 'done' | 'refused';
        readonly correlation_id: string;
        readonly remote_address: string;
        readonly client_id?: string;
        readonly user_id?: string;
        readonly authorization_id?: string;
        readonly sid?: string;
        readonly actor_id?: string;
        readonly reason?: string;
        readonly details?: {
          readonly [name: string]: string;
        };
      })[];
      readonly next?: string;
    };
    readonly seen: undefined;
  };
  /** The newest ten thousand events as a file; cells that begin like a formula are kept text. */
  readonly 'GET /pools/{pool}/audit-events.csv': {
    readonly query: {
      readonly type?: string;
      readonly outcome?: string;
      readonly authorization_id?: string;
      readonly sid?: string;
      readonly client_id?: string;
      readonly user_id?: string;
      readonly actor_id?: string;
    };
    readonly body: undefined;
    readonly answer: undefined;
    readonly seen: undefined;
  };
  /** Verify the seals of the trail, the oldest first: a few thousand events a page, of which the items are what was tampered with. */
  readonly 'GET /pools/{pool}/audit-events/verification': {
    readonly query: {
      readonly cursor?: string;
    };
    readonly body: undefined;
    readonly answer: {
      readonly items: readonly ({
        readonly kind: 'changed' | 'missing' | 'unsealed';
        readonly happened_at: number;
        readonly event_id: string;
      })[];
      readonly next?: string;
      readonly events: number;
      readonly verified_until: number;
    };
    readonly seen: undefined;
  };
  /** What happened to one request, and to its authorization before and after it, the oldest first. */
  readonly 'GET /pools/{pool}/flows/{correlation_id}': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly correlation_id: string;
      readonly happened_at: number;
      readonly events: readonly ({
        readonly happened_at: number;
        readonly type: string;
        readonly outcome: 'done' | 'refused';
        readonly correlation_id: string;
        readonly remote_address: string;
        readonly client_id?: string;
        readonly user_id?: string;
        readonly authorization_id?: string;
        readonly sid?: string;
        readonly actor_id?: string;
        readonly reason?: string;
        readonly details?: {
          readonly [name: string]: string;
        };
      })[];
    };
    readonly seen: undefined;
  };
  /** How much there is in a pool, what happened in the last day by the hour, and how fast this node answered in the last hour, in milliseconds. */
  readonly 'GET /pools/{pool}/overview': {
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: {
      readonly users: number;
      readonly applications: number;
      readonly resources: number;
      readonly access_keys: number;
      readonly live_sessions: number;
      readonly lost_audit_events: number;
      readonly latency: {
        readonly span: number;
        readonly groups: readonly ({
          readonly group: 'authorize' | 'token' | 'userinfo' | 'pages' | 'admin';
          readonly count: number;
          readonly p50: number;
          readonly p95: number;
          readonly p99: number;
        })[];
      };
      readonly hours: readonly ({
        readonly begins_at: number;
        readonly type: string;
        readonly outcome: 'done' | 'refused';
        readonly count: number;
      })[];
    };
    readonly seen: undefined;
  };
}
