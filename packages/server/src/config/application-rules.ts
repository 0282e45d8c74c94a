/** What members of an application ask of each other — RFC 7591 §2.1, RFC 7518 §3.2, RFC 9700 §2.1.1 and §2.2.2. */
import type { Application } from './application.ts';
import { idTokenAlgOf, idTokenShapeOf } from './dialect.ts';
import { refuseRedirectUri } from './redirect-uri.ts';

export interface Breach {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Known = Partial<Application>;
/** Whether the member is there but wrong in itself: what depends on it cannot be judged. */
type IsWrong = (member: keyof Application) => boolean;
type Rule = (application: Known, isWrong: IsWrong) => readonly Breach[];

const rules: readonly Rule[] = [
  redirects,
  frontChannel,
  distinct,
  grants,
  publicClient,
  secretIsThere,
  secretLength,
  keys,
  endpointMethods,
  sector,
  idleLifetime,
  boundTokens,
  bareIdToken,
];

export const applicationRules: Rule = (application, isWrong) =>
  rules.flatMap(rule => rule(application, isWrong));

const breach = (message: string, ...path: (string | number)[]): Breach => ({ path, message });

const defaultMethod = 'client_secret_basic';
const methodMembers = [
  'token_endpoint_auth_method',
  'introspection_endpoint_auth_method',
  'revocation_endpoint_auth_method',
] as const;

const isPublic = (application: Known) => application.token_endpoint_auth_method === 'none';

const methodsOf = (application: Known, isWrong: IsWrong) =>
  methodMembers.flatMap(member => {
    if (isWrong(member)) return [];
    const fallback = member === 'token_endpoint_auth_method' ? defaultMethod : undefined;
    const method = application[member] ?? fallback;
    return method === undefined ? [] : [{ member, method, declared: application[member] !== undefined }];
  });

function redirects(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (isWrong('application_type')) return [];
  const breaches = (['redirect_uris', 'post_logout_redirect_uris'] as const).flatMap(member =>
    (application[member] ?? []).flatMap((uri, index) => {
      const reason = refuseRedirectUri(uri, application.application_type ?? 'web');
      return reason === undefined ? [] : [breach(reason, member, index)];
    }),
  );
  const needsOne = redirectsBack(application) && !isWrong('redirect_uris') && !isWrong('grant_types');
  if (needsOne && (application.redirect_uris ?? []).length === 0) {
    breaches.push(breach('is required: the answer is sent to one of them', 'redirect_uris'));
  }
  return breaches;
}

/** An application is told at an address of its own — Front-Channel Logout §2. */
function frontChannel(application: Known, isWrong: IsWrong): readonly Breach[] {
  const { frontchannel_logout_uri: uri, redirect_uris: redirectUris = [] } = application;
  if (uri === undefined || isWrong('redirect_uris')) return [];
  const { origin } = new URL(uri);
  const isOwn = redirectUris.some(own => URL.canParse(own) && new URL(own).origin === origin);
  if (isOwn) return [];
  return [
    breach('must have scheme, host and port in common with one of redirect_uris', 'frontchannel_logout_uri'),
  ];
}

const usesCode = (application: Known) =>
  (application.grant_types ?? ['authorization_code']).includes('authorization_code');

const redirectsBack = (application: Known) =>
  usesCode(application) || application.grant_types?.includes('implicit') === true;

function distinct(application: Known): readonly Breach[] {
  const lists = [
    'redirect_uris',
    'post_logout_redirect_uris',
    'grant_types',
    'response_types',
    'request_uris',
  ] as const;
  return lists.flatMap(member => {
    const entries: readonly string[] = application[member] ?? [];
    return entries.flatMap((entry, index) =>
      entries.indexOf(entry) < index ? [breach('stands twice in this list', member, index)] : [],
    );
  });
}

/** Which response types need which grant type — OIDC Registration §2. */
function grants(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (isWrong('grant_types')) return [];
  const grantTypes = application.grant_types ?? ['authorization_code'];
  const breaches: Breach[] = [];
  const issuesRefreshTokens =
    usesCode(application) ||
    grantTypes.some(grantType => grantType === 'password' || grantType.endsWith(':device_code'));
  if (grantTypes.includes('refresh_token') && !issuesRefreshTokens) {
    const message = 'refresh_token needs a grant type that issues one: add authorization_code';
    breaches.push(breach(message, 'grant_types'));
  }
  if (grantTypes.includes('client_credentials') && isPublic(application)) {
    breaches.push(breach('client_credentials needs a client that can authenticate', 'grant_types'));
  }
  return isWrong('response_types')
    ? breaches
    : [...breaches, ...responseTypeBreaches(application, grantTypes)];
}

function responseTypeBreaches(application: Known, grantTypes: readonly string[]): readonly Breach[] {
  const answers = (application.response_types ?? (usesCode(application) ? ['code'] : [])).map(type =>
    type.split(' '),
  );
  const breaches: Breach[] = [];
  const needs = (grantType: string, word: string) => {
    const used = answers.some(words =>
      word === 'code' ? words.includes('code') : words.some(part => part !== 'code'),
    );
    const has = grantTypes.includes(grantType);
    if (used && !has)
      breaches.push(breach(`must hold ${grantType}, because response_types holds ${word}`, 'grant_types'));
    if (has && !used)
      breaches.push(breach(`must hold ${word}, because grant_types holds ${grantType}`, 'response_types'));
  };
  needs('authorization_code', 'code');
  needs('implicit', 'id_token');
  return breaches;
}

/** What is to be signed with HS256, and so with the secret. */
const signedWithSecret = (application: Known) =>
  (
    ['id_token_signed_response_alg', 'userinfo_signed_response_alg', 'request_object_signing_alg'] as const
  ).filter(member =>
    member === 'id_token_signed_response_alg'
      ? idTokenAlgOf(application, application.client_secret !== undefined) === 'HS256'
      : application[member] === 'HS256',
  );

function publicClient(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (!isPublic(application)) return [];
  const why = 'token_endpoint_auth_method none makes a public application';
  const breaches: Breach[] = [];
  if (application.client_secret !== undefined || isWrong('client_secret')) {
    breaches.push(breach(`must be left out: ${why}, which can keep no secret`, 'client_secret'));
  }
  for (const member of signedWithSecret(application)) {
    breaches.push(breach(`cannot be HS256: ${why}, which has no secret to verify with`, member));
  }
  if (application.require_pkce === false) {
    breaches.push(breach(`cannot be false: ${why}, and only PKCE protects its codes`, 'require_pkce'));
  }
  if (application.refresh_token_rotation === false) {
    const message = `cannot be false: ${why}, and only rotation shows that its refresh token was stolen`;
    breaches.push(breach(message, 'refresh_token_rotation'));
  }
  return breaches;
}

function secretIsThere(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (application.client_secret !== undefined || isWrong('client_secret') || isPublic(application)) return [];
  const user = methodsOf(application, isWrong).find(({ method }) => method.startsWith('client_secret_'));
  if (user !== undefined) {
    const which = user.declared ? user.method : `${user.method} (what applies without ${user.member})`;
    const hint = 'a public application says token_endpoint_auth_method: none';
    return [breach(`is required by ${which}; ${hint}`, 'client_secret')];
  }
  if (signedWithSecret(application).length === 0) return [];
  return [breach('is required: HS256 signs with it', 'client_secret')];
}

const advice = 'make one with: openssl rand -base64 32';

function secretLength(application: Known, isWrong: IsWrong): readonly Breach[] {
  const { client_secret: secret } = application;
  if (secret === undefined || isPublic(application)) return [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x1f\x7f]/.test(secret)) return [breach('must contain no control characters', 'client_secret')];
  if (secret.length < 8) return [breach(`must have at least 8 characters; ${advice}`, 'client_secret')];
  if (Buffer.byteLength(secret) >= 32) return [];
  const signsWith = methodsOf(application, isWrong).some(({ method }) => method === 'client_secret_jwt')
    ? 'client_secret_jwt'
    : signedWithSecret(application).length > 0
      ? 'HS256'
      : undefined;
  if (signsWith !== 'HS256' && signsWith !== 'client_secret_jwt') return [];
  return [breach(`must have at least 32 bytes for ${signsWith} (RFC 7518 §3.2); ${advice}`, 'client_secret')];
}

function keys(application: Known, isWrong: IsWrong): readonly Breach[] {
  const signs = methodsOf(application, isWrong).some(({ method }) => method === 'private_key_jwt');
  if (application.jwks !== undefined && (application.jwks_uri !== undefined || isWrong('jwks_uri')))
    return [breach('must be left out where jwks stands: the keys are in one place', 'jwks_uri')];
  if (!signs || isWrong('jwks') || isWrong('jwks_uri') || application.jwks_uri !== undefined) return [];
  const list = application.jwks?.['keys'];
  if (Array.isArray(list) && list.length > 0) return [];
  return [
    breach(
      'is required by private_key_jwt: the public keys of the application (or jwks_uri, where they are)',
      'jwks',
    ),
  ];
}

function endpointMethods(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (isWrong('token_endpoint_auth_method')) return [];
  const isOpen = isPublic(application);
  return methodsOf(application, isWrong).flatMap(({ member, method }) => {
    if ((method === 'none') === isOpen) return [];
    const message = isOpen
      ? 'must be none or left out: a public application cannot authenticate'
      : 'cannot be none: this application authenticates at the token endpoint';
    return [breach(message, member)];
  });
}

/** Pairwise subjects need one host that all redirect URIs belong to — OIDC Core §8.1. */
function sector(application: Known, isWrong: IsWrong): readonly Breach[] {
  const { subject_type: type, redirect_uris: uris = [], sector_identifier_uri: document } = application;
  if (type !== 'pairwise' || document !== undefined || isWrong('redirect_uris')) return [];
  const hosts = new Set(uris.map(uri => (URL.canParse(uri) ? new URL(uri).host : '')));
  if (hosts.size === 1 && !hosts.has('')) return [];
  const message = 'is required: the redirect URIs of this pairwise application have not one host in common';
  return [breach(message, 'sector_identifier_uri')];
}

function idleLifetime(application: Known): readonly Breach[] {
  const { refresh_token_lifetime: whole, refresh_token_idle_lifetime: idle } = application;
  if (whole === undefined || idle === undefined || idle <= whole) return [];
  return [breach('cannot be longer than refresh_token_lifetime', 'refresh_token_idle_lifetime')];
}

/** A token from the authorization endpoint comes without a request that could prove a key — RFC 9449 §5. */
function boundTokens(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (application.dpop_bound_access_tokens !== true || isWrong('response_types')) return [];
  const issuesThem = (application.response_types ?? []).some(type => type.split(' ').includes('token'));
  return issuesThem
    ? [breach('cannot hold token where dpop_bound_access_tokens is true', 'response_types')]
    : [];
}

/** What nobody can verify vouches for nothing, least of all in a browser — OIDC Core §2, §3.2.2.11, §3.3.2.11. */
function bareIdToken(application: Known, isWrong: IsWrong): readonly Breach[] {
  if (isWrong('dialect') || isWrong('id_token_shape')) return [];
  if (idTokenShapeOf(application) === 'standard') return [];
  if (application.dialect !== 'opaque-minimal')
    return [breach('can be bare under the dialect opaque-minimal only', 'id_token_shape')];
  const inBrowser = (application.response_types ?? []).some(type => type.split(' ').includes('id_token'));
  if (isWrong('response_types') || !inBrowser) return [];
  return [
    breach('cannot hold id_token where the ID token is bare: say id_token_shape: standard', 'response_types'),
  ];
}
