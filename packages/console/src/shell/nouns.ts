/** THE TABLE of the rail: each noun with its page and who may see it. */
import {
  Activity,
  AppWindow,
  Boxes,
  FileKey2,
  FlaskConical,
  IdCard,
  KeyRound,
  Layers,
  type LucideIcon,
  Palette,
  ScrollText,
  Settings2,
  ShieldCheck,
  Users,
  Waypoints,
} from 'lucide-react';
import type { Permission } from '../api/me.ts';
import type { WordKey } from '../words/say.tsx';

export interface Noun {
  readonly word: WordKey;
  readonly icon: LucideIcon;
  readonly permission: Permission;
}

export const nouns = {
  '/pools/$pool/overview': { word: 'nav.overview', icon: Activity, permission: 'overview:read' },
  '/pools/$pool/applications': { word: 'nav.applications', icon: AppWindow, permission: 'applications:read' },
  '/pools/$pool/users': { word: 'nav.users', icon: Users, permission: 'users:read' },
  '/pools/$pool/resources': { word: 'nav.resources', icon: Boxes, permission: 'resources:read' },
  '/pools/$pool/access-keys': { word: 'nav.accessKeys', icon: KeyRound, permission: 'access_keys:read' },
  '/pools/$pool/claims': { word: 'nav.claims', icon: IdCard, permission: 'settings:read' },
  '/pools/$pool/keys': { word: 'nav.keys', icon: FileKey2, permission: 'keys:read' },
  '/pools/$pool/playground': { word: 'nav.playground', icon: FlaskConical, permission: 'applications:read' },
  '/pools/$pool/flows': { word: 'nav.flows', icon: Waypoints, permission: 'audit_events:read' },
  '/pools/$pool/audit': { word: 'nav.audit', icon: ScrollText, permission: 'audit_events:read' },
  '/pools/$pool/branding': { word: 'nav.branding', icon: Palette, permission: 'settings:read' },
  '/pools/$pool/settings': { word: 'nav.settings', icon: Settings2, permission: 'settings:read' },
  '/user-pools': { word: 'nav.pools', icon: Layers, permission: 'pools:read' },
  '/administrators': {
    word: 'nav.administrators',
    icon: ShieldCheck,
    permission: 'administrators:read',
  },
} as const satisfies Record<string, Noun>;

export type NounPath = keyof typeof nouns;

export const nounPaths = [
  '/pools/$pool/overview',
  '/pools/$pool/applications',
  '/pools/$pool/users',
  '/pools/$pool/resources',
  '/pools/$pool/access-keys',
  '/pools/$pool/claims',
  '/pools/$pool/keys',
  '/pools/$pool/playground',
  '/pools/$pool/flows',
  '/pools/$pool/audit',
  '/pools/$pool/branding',
  '/pools/$pool/settings',
  '/user-pools',
  '/administrators',
] as const satisfies readonly NounPath[];
