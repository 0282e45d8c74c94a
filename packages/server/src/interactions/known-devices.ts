/**
 * Browsers in which an end-user has signed in: strangers who guess at their password do not lock them out there — OWASP
 * Slow Down Online Guessing Attacks with Device Cookies.
 */
import {
  type Clock,
  type HttpRequest,
  type MasterKey,
  newBearerValue,
  type PoolId,
  type Random,
} from '@symbolon/foundation';
import { z } from 'zod';
import type { CookieJar } from '../http/cookies.ts';

/** Seconds since the last sign-in for which a browser is known. */
const lifetime = 180 * 86_400;

/** How many end-users a browser is known for: those who signed in last. */
const most = 5;

export interface KnownDevices {
  /** The id under which this browser is known for that user; nobody but us can write one. */
  find(request: HttpRequest, userId: string): string | undefined;
  /** The `Set-Cookie` value by which it is known from now on. */
  remember(request: HttpRequest, userId: string): string;
}

interface KnownDeviceDependencies {
  readonly pool: PoolId;
  readonly masterKey: MasterKey;
  readonly cookies: CookieJar;
  readonly clock: Clock;
  readonly random: Random;
}

const entries = z.array(z.strictObject({ userId: z.string(), device: z.string(), until: z.number() }));
type Entries = z.output<typeof entries>;

export function createKnownDevices(dependencies: KnownDeviceDependencies): KnownDevices {
  const { pool, masterKey, cookies, clock, random } = dependencies;
  const base = `symbolon-device-${pool}`;
  const sealer = masterKey.sealer(`known devices ${pool}`);

  function read(request: HttpRequest): Entries {
    const sealed = request.cookie(cookies.name(base));
    const text = sealed === undefined ? undefined : sealer.open(sealed);
    const parsed = text === undefined ? undefined : entries.safeParse(JSON.parse(text));
    return (parsed?.data ?? []).filter(({ until }) => until > clock());
  }

  return {
    find: (request, userId) => read(request).find(entry => entry.userId === userId)?.device,

    remember(request, userId) {
      const known = read(request);
      const others = known.filter(entry => entry.userId !== userId);
      // The same as before, so that one browser is one budget.
      const device =
        known.find(entry => entry.userId === userId)?.device ?? newBearerValue(random).slice(0, 22);
      const now = { userId, device, until: clock() + lifetime };
      return cookies.set(base, sealer.seal(JSON.stringify([now, ...others].slice(0, most))), lifetime);
    },
  };
}
