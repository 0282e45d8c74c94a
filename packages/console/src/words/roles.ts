/** The roles of administrators in words. */
import type { Me } from '../api/me.ts';

export type Role = NonNullable<Me['role']>;

export const roleNames = ['owner', 'administrator', 'support', 'auditor'] as const satisfies readonly Role[];

export const roleWord = (role: Role) => `role.${role}` as const;
export const roleHelp = (role: Role) => `role.${role}Help` as const;
