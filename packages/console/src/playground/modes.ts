/** The modes that can be tried: which go over the hosted login, which share what is typed, which an application has. */
import type { Draft } from '../applications/application.ts';
import { hasRefresh, modesOf } from '../applications/modes.ts';

export const modes = [
  'pkce',
  'code',
  'implicit',
  'hybrid',
  'client_credentials',
  'device',
  'password',
  'refresh',
] as const;
export type PlayMode = (typeof modes)[number];

/** Those that go over the hosted login, and come back with an answer. */
export const browserModes: readonly PlayMode[] = ['pkce', 'code', 'implicit', 'hybrid'];
export const redirects = (mode: PlayMode): boolean => browserModes.includes(mode);

/** Modes that share what is typed: those over the hosted login, while any other keeps it to itself. */
export const familyOf = (mode: PlayMode): string => (redirects(mode) ? 'browser' : mode);

/** Whether the application is registered for it. */
export function isRegistered(mode: PlayMode, draft: Draft): boolean {
  if (mode === 'refresh') return hasRefresh(draft);
  if (mode === 'device')
    return draft.grant_types?.includes('urn:ietf:params:oauth:grant-type:device_code') === true;
  return modesOf(draft).has(mode);
}
