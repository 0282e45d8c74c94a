/** What the account page shows. Times are epoch seconds. */
import type { IdentifierKind } from '../../stores/users.ts';
import type { Say } from '../messages.ts';
import type { Surroundings } from '../surroundings.ts';

/** What was done just now. */
export const accountNotices = [
  'profile_saved',
  'password_changed',
  'address_changed',
  'address_taken',
  'session_ended',
  'sessions_ended',
  'application_revoked',
  'factor_added',
  'factor_removed',
  'passkey_added',
  'passkey_removed',
] as const;
export type AccountNotice = (typeof accountNotices)[number];

/** THE TABLE of the claims that end-users change themselves — OIDC Core §5.1. */
export const profileFields = ['name', 'given_name', 'family_name', 'nickname'] as const;
export type Profile = Readonly<Partial<Record<(typeof profileFields)[number], string>>>;

export interface OwnAddress {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Undefined where there is nothing to prove. */
  readonly isProven: boolean | undefined;
}

export interface OwnSession {
  readonly sid: string;
  /** Browser and system; undefined where they are not known. */
  readonly device: string | undefined;
  readonly signedInAt: number;
  readonly usedAt: number;
  /** The one that looks at this page. */
  readonly isThis: boolean;
}

export interface GrantedApplication {
  readonly clientId: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly grantedAt: number;
}

/** The authenticator app; `off`: the pool asks for none. */
export type OwnFactor =
  | { readonly kind: 'off' | 'none' }
  | { readonly kind: 'set'; readonly since: number; readonly recoveryCodes: number };

export interface OwnPasskey {
  readonly credentialId: string;
  readonly name: string;
  readonly madeAt: number;
  readonly usedAt: number | undefined;
}

export interface AccountView extends Surroundings {
  /** The path of this page; its forms lead below it. */
  readonly base: string;
  /** Comes back with every form. */
  readonly ticket: string;
  readonly userName: string;
  /** Where another account is chosen. */
  readonly switchHref: string;
  readonly notice?: AccountNotice | undefined;
  /** Whether the operator alone can change who they are. */
  readonly isManaged: boolean;
  readonly hasPassword: boolean;
  readonly profile: Profile;
  readonly addresses: readonly OwnAddress[];
  readonly factor: OwnFactor;
  /** Undefined where the pool has none. */
  readonly passkeys: readonly OwnPasskey[] | undefined;
  readonly sessions: readonly OwnSession[];
  readonly applications: readonly GrantedApplication[];
}

/** Of a section of the page. */
export interface SectionProperties {
  readonly view: AccountView;
  readonly say: Say;
}
