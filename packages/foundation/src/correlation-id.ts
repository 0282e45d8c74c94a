/** Correlation ids: version 7 UUIDs, which tell their second — RFC 9562 §5.7. */
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Of the time it holds whole seconds, all that a `Clock` knows. */
export function newCorrelationId(clock: Clock, random: Random): string {
  const bytes = Buffer.from(random(16));
  bytes.writeUIntBE(clock() * 1000, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** When it was made, in epoch seconds; undefined for what is none of ours. */
export const timeOfCorrelationId = (id: string): number | undefined =>
  form.test(id) ? Math.floor(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) / 1000) : undefined;
