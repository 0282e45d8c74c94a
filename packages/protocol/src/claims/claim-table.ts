/** Scopes and claims of an application: the standard ones, and those that a dialect, the pool and it itself declare. */
import type { BuiltInSource, ClaimSource, ClaimTable } from '../dialect.ts';
import { claimsOfScope } from './scopes.ts';

/** A claim and where it comes from: an attribute of the end-user (`given_name`), `custom_data.NAME` or `user.NAME`. */
export interface CustomClaim {
  readonly name: string;
  readonly from: string;
}

/** A scope with the claims it opens. */
export interface CustomScope {
  readonly name: string;
  readonly claims?: readonly string[] | undefined;
}

export interface ClaimDeclarations {
  readonly claims?: readonly CustomClaim[] | undefined;
  readonly scopes?: readonly CustomScope[] | undefined;
}

const builtInSources = [
  'id',
  'signed_up_at',
  'last_login_at',
  'blocked',
  'user_pool',
] as const satisfies BuiltInSource[];

/** What can stand after `user.`, the username among it. */
export const userSources: readonly string[] = ['username', ...builtInSources];

/** Reads a `from`; undefined where nothing can come from there. */
export function readClaimSource(from: string): ClaimSource | undefined {
  const [, place, name = ''] = /^(?:(custom_data|user)\.)?([^.]+)$/.exec(from) ?? [];
  if (name === '') return undefined;
  if (place !== 'user' || name === 'username') return { kind: 'attribute', name };
  const builtIn = builtInSources.find(known => known === name);
  return builtIn && { kind: 'built-in', name: builtIn };
}

/** Later declarations win over earlier ones of the same name. A custom claim that no scope opens comes with `profile`. */
export function createClaimTable(declared: readonly ClaimDeclarations[]): ClaimTable {
  const scopes = new Map<string, readonly string[]>(Object.entries(claimsOfScope));
  const sources = new Map<string, ClaimSource>();
  for (const layer of declared) {
    for (const { name, claims = [] } of layer.scopes ?? []) scopes.set(name, claims);
    for (const { name, from } of layer.claims ?? []) {
      const source = readClaimSource(from);
      if (source) sources.set(name, source);
    }
  }
  const openings = [...scopes].map(([scope, claims]) => ({ scope, claims }));
  const opened = new Set(openings.flatMap(({ claims }) => claims));
  const loose = [...sources.keys()].filter(name => !opened.has(name));
  if (loose.length > 0) openings.push({ scope: 'profile', claims: loose });
  return { scopes: new Set(scopes.keys()), openings, sources };
}
