/** One-time codes: made, kept and judged; whether an address belongs to anybody makes no difference here. */
import { createHmac } from 'node:crypto';
import type { Clock, PoolId, Random } from '@symbolon/foundation';
import type { Recipient } from './courier.ts';
import type { AttemptStore, OneTimeCodeStore } from './stores/index.ts';
import { type AttemptLimits, type Blocked, createThrottle } from './throttle.ts';

/** A code of one purpose is worth nothing for another. */
export type CodePurpose = 'sign_in' | 'sign_up' | 'recovery' | 'address';

/** Seconds. */
export const codeLifetime = 300;
export const codeLength = 6;
const tries = 5;

/** `account`: to one address of a recipient; `address`: asked for from one network address. */
export const defaultSendingLimits: AttemptLimits = {
  account: { attempts: 5, window: 900 },
  address: { attempts: 30, window: 900 },
};

/** What a code is good for; two that differ in anything have each their own, with tries of its own. */
export interface CodeSubject {
  readonly purpose: CodePurpose;
  readonly to: Recipient;
  /** Good for that user alone. */
  readonly userId: string | undefined;
  /** Good in that browser of its owner alone (see `DeviceOf`): nobody else can have it replaced, or use its tries up. */
  readonly device: string | undefined;
}

export interface OneTimeCodes {
  /** A new code, in place of the former one. The caller decides whether anybody is told it. */
  issue(
    pool: PoolId,
    subject: CodeSubject,
    remoteAddress: string,
  ): Promise<{ readonly kind: 'issued'; readonly code: string; readonly expiresAt: number } | Blocked>;
  redeem(pool: PoolId, subject: CodeSubject, typed: string): Promise<'right' | 'wrong' | 'dead'>;
}

export interface OneTimeCodeDependencies {
  readonly stores: { readonly attempts: AttemptStore; readonly oneTimeCodes: OneTimeCodeStore };
  readonly clock: Clock;
  readonly random: Random;
  /** 32 bytes that belong to the codes of the pool alone: there are too few codes for a bare hash. */
  readonly keyOf: (pool: PoolId) => Buffer;
  readonly limits?: AttemptLimits;
}

export function createOneTimeCodes(dependencies: OneTimeCodeDependencies): OneTimeCodes {
  const { stores, clock, random, keyOf, limits = defaultSendingLimits } = dependencies;
  const throttle = createThrottle({ attempts: stores.attempts, clock, limits, counted: 'codes' });
  const keyFor = (pool: PoolId) => {
    const secret = keyOf(pool);
    return (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  };
  return {
    async issue(pool, subject, remoteAddress) {
      const { to, device } = subject;
      const account = `${to.channel} ${to.address}`;
      const admission = await throttle.admit(pool, { account, remoteAddress, device });
      if (admission.kind === 'blocked') return admission;
      const mac = keyFor(pool);
      const key = mac(wordsOf(subject));
      const code = newCode(random);
      const expiresAt = clock() + codeLifetime;
      await stores.oneTimeCodes.put(pool, key, mac(`${key} ${code}`), expiresAt, tries);
      return { kind: 'issued', code, expiresAt };
    },

    async redeem(pool, subject, typed) {
      const mac = keyFor(pool);
      const key = mac(wordsOf(subject));
      // As it is read in a message, with a space or a dash in the middle.
      const code = typed.replace(/[\s\p{Pd}]/gu, '');
      return stores.oneTimeCodes.redeem(pool, key, mac(`${key} ${code}`), clock());
    },
  };
}

const wordsOf = ({ purpose, to, userId = '', device = '' }: CodeSubject) =>
  `${purpose} ${to.channel} ${to.address} ${userId} ${device}`;

const codes = 10 ** codeLength;
/** The largest multiple of `codes` below 2³²: above it some codes would be likelier than others. */
const fair = Math.floor(2 ** 32 / codes) * codes;

function newCode(random: Random): string {
  let drawn: number;
  do drawn = random(4).readUInt32BE();
  while (drawn >= fair);
  return String(drawn % codes).padStart(codeLength, '0');
}
