/** A seal of the audit trail: what it covers, and how it is written. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { Value } from '../engines/engine.ts';

/** What a seal covers, in this order. */
export const eventColumns = [
  ...['pool', 'happened_at', 'id', 'type', 'outcome', 'correlation_id', 'remote_address'],
  ...['client_id', 'user_id', 'authorization_id', 'sid', 'actor_id', 'reason', 'details'],
] as const;

/** In one unit, which fails or holds others up as a whole. */
export const mostTogether = 1024;

/** A bundle by its last event: when and where that is, and the code of its seal. */
export interface Link {
  readonly at: number;
  readonly id: string;
  readonly code: string;
}

export interface Seal {
  readonly code: string;
  /** The bundle before it; undefined for the first of a trail. */
  readonly follows: Link | undefined;
}

/** `events`: their columns as they are stored. */
export function sealOf(
  key: KeyObject,
  events: readonly (readonly Value[])[],
  follows: Link | undefined,
): Seal {
  const covered = JSON.stringify([follows && [follows.at, follows.id, follows.code], events]);
  return { code: createHmac('sha256', key).update(covered).digest('base64url'), follows };
}

export const writeSeal = ({ code, follows }: Seal): string =>
  follows === undefined ? code : `${code} ${follows.at} ${follows.id} ${follows.code}`;

/** Undefined for what no seal looks like. */
export function readSeal(written: unknown): Seal | undefined {
  const form = /^([\w-]{43})(?: (\d{1,15}) (\d{12,15}\.[\w-]{8}) ([\w-]{43}))?$/;
  const [, code, at, id, before] = (typeof written === 'string' && form.exec(written)) || [];
  if (code === undefined) return undefined;
  if (at === undefined || id === undefined || before === undefined) return { code, follows: undefined };
  return { code, follows: { at: Number(at), id, code: before } };
}

/** Which event of a pool's trail it is, and in which run of a node it was written. */
export interface EventName {
  readonly number: number;
  readonly run: string;
}

export const writeEventId = ({ number, run }: EventName): string =>
  `${String(number).padStart(12, '0')}.${run}`;

/** Undefined for a name that the trail never gives. */
export function readEventId(id: unknown): EventName | undefined {
  const [, number, run] = (typeof id === 'string' && /^(\d{12,15})\.([\w-]{8})$/.exec(id)) || [];
  return number === undefined || run === undefined ? undefined : { number: Number(number), run };
}

/** The number that follows a bundle, from 0. */
export const numberAfter = (follows: Link | undefined): number =>
  follows === undefined ? 0 : (readEventId(follows.id)?.number ?? -1) + 1;
