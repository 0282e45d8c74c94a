/** One-time codes: made, kept and judged; whether an address belongs to anybody makes no difference here. */
import { createHmac } from 'node:crypto';
import { type Clock, hashBearerValue, type PoolId, type Random } from '@symbolon/foundation';
import type { Recipient } from './courier.ts';
import { subscriberAddress } from './network-address.ts';
import type { AttemptStore, OneTimeCodeStore } from './stores/index.ts';
import { type AttemptLimits, type Blocked, blockedUntil } from './throttle.ts';

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

export interface OneTimeCodes {
  /** A new code for that address, in place of the former one; `userId`: good for that user alone. The caller decides whether anybody is told it. */
  issue(
    pool: PoolId,
    purpose: CodePurpose,
    to: Recipient,
    remoteAddress: string,
    userId?: string,
  ): Promise<{ readonly kind: 'issued'; readonly code: string; readonly expiresAt: number } | Blocked>;
  redeem(
    pool: PoolId,
    purpose: CodePurpose,
    to: Recipient,
    typed: string,
    userId?: string,
  ): Promise<'right' | 'wrong' | 'dead'>;
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
  const keyFor = (pool: PoolId) => {
    const secret = keyOf(pool);
    return (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  };
  return {
    async issue(pool, purpose, to, remoteAddress, userId) {
      const at = clock();
      const mac = keyFor(pool);
      const subject = mac(subjectOf(purpose, to, userId));
      const sender = hashBearerValue(`codes address ${subscriberAddress(remoteAddress)}`);
      const fromAddress = await stores.attempts.record(pool, sender, at, limits.address);
      if (fromAddress.kind === 'blocked') return blockedUntil(fromAddress.until, at);
      const recipient = hashBearerValue(`codes account ${to.channel} ${to.address}`);
      const atAccount = await stores.attempts.record(pool, recipient, at, limits.account);
      if (atAccount.kind === 'blocked') return blockedUntil(atAccount.until, at);
      const code = newCode(random);
      const expiresAt = at + codeLifetime;
      await stores.oneTimeCodes.put(pool, subject, mac(`${subject} ${code}`), expiresAt, tries);
      return { kind: 'issued', code, expiresAt };
    },

    async redeem(pool, purpose, to, typed, userId) {
      const mac = keyFor(pool);
      const subject = mac(subjectOf(purpose, to, userId));
      // As it is read in a message, with a space or a dash in the middle.
      const code = typed.replace(/[\s\p{Pd}]/gu, '');
      return stores.oneTimeCodes.redeem(pool, subject, mac(`${subject} ${code}`), clock());
    },
  };
}

const subjectOf = (purpose: CodePurpose, { channel, address }: Recipient, userId = '') =>
  `${purpose} ${channel} ${address} ${userId}`;

const codes = 10 ** codeLength;
/** The largest multiple of `codes` below 2³²: above it some codes would be likelier than others. */
const fair = Math.floor(2 ** 32 / codes) * codes;

function newCode(random: Random): string {
  let drawn: number;
  do drawn = random(4).readUInt32BE();
  while (drawn >= fair);
  return String(drawn % codes).padStart(codeLength, '0');
}
