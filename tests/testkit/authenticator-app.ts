/** An authenticator app that we did not write, and a user of the default pool who has it. */
import { createMasterKey, createSystemRandom, type PoolId, readPoolId } from '@symbolon/foundation';
import { createTotpMethod } from '@symbolon/login';
import { TOTP } from 'otpauth';

import { masterSecret, type World } from './world.ts';

export interface AuthenticatorApp {
  /** The code of so many steps from now. */
  code(steps?: number): string;
}

export function authenticatorApp({ clock }: Pick<World, 'clock'>, secret: string): AuthenticatorApp {
  const app = new TOTP({ secret });
  return { code: (steps = 0) => app.generate({ timestamp: (clock.now() + steps * 30) * 1000 }) };
}

function poolNamed(name: string): PoolId {
  const pool = readPoolId(name);
  if (pool === undefined) throw new Error(`${name} is no name of a pool`);
  return pool;
}

const pool = poolNamed('default');

/** Gives a user an app, as the page that sets it up does a minute ago. */
export async function enrolApp(
  world: World,
  username: string,
): Promise<AuthenticatorApp & { readonly userId: string; readonly recoveryCodes: readonly string[] }> {
  const user = await world.storage.users.findByIdentifier(pool, username);
  if (user === undefined) throw new Error(`there is no ${username}`);
  const random = createSystemRandom();
  const masterKey = createMasterKey(masterSecret, random);
  const totp = createTotpMethod({
    credentials: world.storage.credentials,
    clock: () => world.clock.now() - 60,
    random,
    sealerOf: name => masterKey.sealer(`totp secrets ${name}`),
    recoveryKeyOf: name => masterKey.derive(`recovery codes ${name}`),
  });
  const secret = totp.newSecret();
  const app = authenticatorApp(world, secret);
  await world.storage.credentials.removeTotp(pool, user.id);
  const outcome = await totp.enrol(pool, {
    userId: user.id,
    proof: { secretsVersion: user.secretsVersion },
    secret,
    code: app.code(-2),
  });
  if (outcome.kind !== 'enrolled') throw new Error(`the app was not taken: ${outcome.kind}`);
  return { ...app, userId: user.id, recoveryCodes: outcome.recoveryCodes };
}

export async function removeApp(world: World, username: string): Promise<void> {
  const user = await world.storage.users.findByIdentifier(pool, username);
  if (user) await world.storage.credentials.removeTotp(pool, user.id);
}
