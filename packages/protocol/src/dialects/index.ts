/** THE TABLE of dialects: how the tokens, claims and answers of an application look where it does not say so itself. */
import { authing } from './authing.ts';
import { opaqueMinimal } from './opaque-minimal.ts';
import type { DialectPreset } from './preset.ts';
import { standard } from './standard.ts';

export const dialects = {
  standard,
  authing,
  'opaque-minimal': opaqueMinimal,
} as const satisfies Record<string, DialectPreset>;

export type DialectName = keyof typeof dialects;

export type { DialectPreset } from './preset.ts';
