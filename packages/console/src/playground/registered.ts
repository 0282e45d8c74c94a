/** Whether an application is registered for a mode of the playground. */
import type { Draft } from '../applications/application.ts';
import { hasRefresh, modesOf } from '../applications/modes.ts';
import type { PlayMode } from './parameters.ts';

export function isRegistered(mode: PlayMode, draft: Draft): boolean {
  if (mode === 'refresh') return hasRefresh(draft);
  if (mode === 'device')
    return draft.grant_types?.includes('urn:ietf:params:oauth:grant-type:device_code') === true;
  return modesOf(draft).has(mode);
}
