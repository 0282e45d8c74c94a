/** Proving an address: a code goes there, and comes back — NIST SP 800-63B §5.1.3.2, OWASP ASVS 5 §6.3.8. */
import type { Clock, PoolId } from '@symbolon/foundation';
import type { Message, Recipient, Sender, Tidings } from './courier.ts';
import { accountName } from './login.ts';
import { ownerOf, provenOwner } from './methods/code-method.ts';
import { codeMethods } from './methods/index.ts';
import type { CodePurpose, OneTimeCodes } from './one-time-codes.ts';
import type { Locale } from './pages/messages.ts';
import { acrOf } from './policy.ts';
import type { AddressOwner, AttemptStore, LoginUser, UserStore } from './stores/index.ts';
import {
  type AttemptLimits,
  type Blocked,
  createThrottle,
  type DeviceOf,
  defaultAttemptLimits,
} from './throttle.ts';

/** Hands a message over without anybody waiting for it: a sender who waited would learn whether there was one. */
export type Tell = (pool: PoolId, message: Message) => void;

export interface CodeRequest extends Sender {
  readonly purpose: CodePurpose;
  readonly to: Recipient;
  /** Whose address it is to be: of the purpose `address` alone. */
  readonly userId?: string | undefined;
  readonly remoteAddress: string;
  readonly deviceOf?: DeviceOf;
  readonly locale: Locale;
}

export interface CodeProof {
  readonly purpose: CodePurpose;
  readonly to: Recipient;
  /** As in the request. */
  readonly userId?: string | undefined;
  /** As typed. */
  readonly code: string;
  readonly remoteAddress: string;
  /** As in the request. */
  readonly deviceOf?: DeviceOf;
}

/** `dead`: the code has expired, was used, or was guessed at too often. None of these tells whose the address is. */
export type ProofOutcome =
  | {
      readonly kind: 'proven';
      /** Whose address it is; nobody's may be proven as well. */
      readonly owner: LoginUser | undefined;
      readonly amr: readonly string[];
      readonly acr: string | undefined;
    }
  | { readonly kind: 'wrong' | 'dead' }
  | Blocked;

export interface AddressProofs {
  /** The same answer and the same work whoever has the address, and whether anybody does. */
  sendCode(pool: PoolId, request: CodeRequest): Promise<{ readonly kind: 'sent' } | Blocked>;
  verify(pool: PoolId, proof: CodeProof): Promise<ProofOutcome>;
}

export interface AddressProofDependencies {
  readonly stores: { readonly users: UserStore; readonly attempts: AttemptStore };
  readonly codes: OneTimeCodes;
  readonly clock: Clock;
  readonly tell: Tell;
  /** Seconds for which clients of ended sessions are told. */
  readonly deliveryLifetime: number;
  readonly limits?: AttemptLimits;
}

export function createAddressProofs(dependencies: AddressProofDependencies): AddressProofs {
  const { stores, codes, clock, tell, deliveryLifetime, limits = defaultAttemptLimits } = dependencies;
  const throttle = createThrottle({ attempts: stores.attempts, clock, limits });
  const { users } = stores;
  return {
    async sendCode(
      pool,
      { purpose, to, userId, remoteAddress, deviceOf, locale, senderName, applicationId },
    ) {
      const leads = leadsToOwner(purpose) ? await ownerOf(users, pool, to) : undefined;
      const owner = leadsToOwner(purpose) ? leads?.user : await users.findByIdentifier(pool, to.address);
      const subject = { purpose, to, userId, device: deviceFor(leads, deviceOf) };
      const issued = await codes.issue(pool, subject, remoteAddress);
      if (issued.kind === 'blocked') return issued;
      const tidings = tidingsFor(
        purpose,
        purpose === 'address' && owner?.id === userId ? undefined : owner,
        issued.code,
      );
      const { expiresAt } = issued;
      if (tidings) tell(pool, { to, tidings, locale, senderName, applicationId, expiresAt });
      return { kind: 'sent' };
    },

    async verify(pool, { purpose, to, userId, code, remoteAddress, deviceOf }) {
      const leads = userId === undefined ? await ownerOf(users, pool, to) : undefined;
      const user = userId === undefined ? leads?.user : await users.find(pool, userId);
      const device = leadsToOwner(purpose) ? deviceFor(leads, deviceOf) : undefined;
      const account = accountName(user, to.address);
      const admission = await throttle.admit(pool, { account, remoteAddress, device });
      if (admission.kind === 'blocked') return admission;
      const verdict = await codes.redeem(pool, { purpose, to, userId, device }, code);
      if (verdict === 'dead') await admission.unjudged();
      if (verdict !== 'right') return { kind: verdict };
      await admission.succeeded();
      const { amr } = codeMethods[to.channel];
      if (purpose === 'address') return { kind: 'proven', owner: undefined, amr, acr: acrOf(amr) };
      const proven = await provenOwner({ users, clock, deliveryLifetime }, pool, to);
      return { kind: 'proven', owner: proven, amr, acr: acrOf(amr) };
    },
  };
}

/** Whether the code goes to one who has an account, and nowhere else. */
const leadsToOwner = (purpose: CodePurpose) => purpose === 'sign_in' || purpose === 'recovery';

/** Only to their own address may somebody have codes sent whatever others have sent there. */
const deviceFor = (owner: AddressOwner | undefined, deviceOf: DeviceOf | undefined): string | undefined =>
  owner?.standing === 'proven' ? deviceOf?.(owner.user.id) : undefined;

function tidingsFor(purpose: CodePurpose, owner: LoginUser | undefined, code: string): Tidings | undefined {
  if (purpose === 'sign_up') return owner ? { kind: 'already_signed_up' } : { kind: 'sign_up_code', code };
  // To whom the address belongs is told there, and nowhere else.
  if (purpose === 'address') return owner ? { kind: 'already_signed_up' } : { kind: 'address_code', code };
  return owner && { kind: purpose === 'sign_in' ? 'sign_in_code' : 'recovery_code', code };
}

/** How long a note that asks for nothing is worth sending, seconds. */
export const noteLifetime = 86_400;
