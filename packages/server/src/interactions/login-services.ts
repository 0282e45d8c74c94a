/** What the pages of the login act with, over the stores of all pools. */
import { type Clock, type MasterKey, newCorrelationId, type PoolId, type Random } from '@symbolon/foundation';
import {
  type AddressProofs,
  type Courier,
  createAddressProofs,
  createChallenges,
  createFailureBudget,
  createInvitations,
  createLogin,
  createOneTimeCodes,
  createPasskeys,
  createRecovery,
  createSecondFactor,
  createSignUp,
  createTotpMethod,
  defaultFailureLimits,
  type FailureBudget,
  type Invitations,
  type Login,
  type Passkeys,
  type PasswordHasher,
  type Recover,
  type SecondFactor,
  type SignUp,
  type Tell,
  type TotpMethod,
  type UsedUpBudget,
} from '@symbolon/login';
import { type AuditTrail, deliveryLifetime } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import type { Log } from '../observability/log.ts';

export interface LoginServices {
  readonly login: Login;
  readonly proofs: AddressProofs;
  readonly signUp: SignUp;
  readonly recover: Recover;
  readonly invitations: Invitations;
  readonly totp: TotpMethod;
  readonly secondFactor: SecondFactor;
  readonly passkeys: Passkeys;
  readonly hasher: PasswordHasher;
  readonly tell: Tell;
}

export interface LoginServiceDependencies {
  readonly origin: string;
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
  readonly courier: Courier;
  readonly audit: AuditTrail;
  readonly mostFailedSignInsPerMinute: number;
  /** Whether a client may make administrators. */
  readonly isEntitled: (pool: PoolId, clientId: string) => Promise<boolean>;
  readonly log: Log;
}

const challengeIssuer = 'passkey challenges';

export function createLoginServices(dependencies: LoginServiceDependencies): LoginServices {
  const { storage: stores, masterKey, hasher, clock, random, courier, log, isEntitled } = dependencies;
  const onRehashFailure = (error: unknown) =>
    log.warn('a password hash could not be strengthened', { error });
  // In a later turn, when the answer has left: it is to be the same whether there is a message or not.
  const tell: Tell = (pool, message) =>
    void setImmediate(() => {
      courier
        .send(pool, message)
        .catch((error: unknown) => log.error('a message to an end-user was not taken over', { error }));
    });
  const keyOf = (pool: PoolId) => masterKey.derive(`one-time-codes ${pool}`);
  const codes = createOneTimeCodes({ stores, clock, random, keyOf });
  const { credentials } = stores;
  const totp = createTotpMethod({
    credentials,
    clock,
    random,
    sealerOf: pool => masterKey.sealer(`totp secrets ${pool}`),
    recoveryKeyOf: pool => masterKey.derive(`recovery codes ${pool}`),
  });
  const challenges = createChallenges(
    pool => masterKey.sealer(`passkey challenges ${pool}`),
    // No client has such an id, under which its own assertions are remembered.
    (pool, challenge, until) => stores.assertions.remember(pool, challengeIssuer, challenge, until),
    clock,
  );
  return {
    totp,
    secondFactor: createSecondFactor({ stores, totp, clock, random }),
    passkeys: createPasskeys({
      credentials,
      users: stores.users,
      challenges,
      clock,
      origin: dependencies.origin,
    }),
    login: createLogin({
      stores,
      clock,
      random,
      hasher,
      onRehashFailure,
      failures: failureBudget(dependencies),
    }),
    signUp: createSignUp({ stores, clock, random, hasher }),
    proofs: createAddressProofs({ stores, codes, clock, tell, deliveryLifetime }),
    invitations: createInvitations({ stores, clock, random, hasher, isEntitled }),
    recover: createRecovery({ stores, clock, hasher, tell, deliveryLifetime }),
    hasher,
    tell,
  };
}

/** Counted over all accounts; whoever looks after the server is told when they are too many. */
function failureBudget(dependencies: LoginServiceDependencies): FailureBudget {
  const { clock, random, audit, log, mostFailedSignInsPerMinute: attempts } = dependencies;
  const limits = { ...defaultFailureLimits, everywhere: { attempts, window: 60 } };
  return createFailureBudget(clock, limits, (pool, { of, limit, remoteAddress }) => {
    const correlationId = newCorrelationId(clock, random);
    const reason = `${limit.attempts} failures in ${limit.window} s ${budgetWords[of]}`;
    const event = { pool, outcome: 'refused', correlationId, remoteAddress, reason } as const;
    audit({ ...event, type: 'login.budget_used_up' });
    log.warn('so many sign-ins fail that others are turned away', event);
  });
}

const budgetWords = {
  network: 'from one network',
  everywhere: 'over all accounts and networks',
} as const satisfies Record<UsedUpBudget['of'], string>;
