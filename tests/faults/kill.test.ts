/** Power cuts: a server that is killed a hundred times at moments of chance loses nothing that it had given out. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { FleetMember, fleetApplications } from './fleet-member.ts';
import { findFaults, type Observation } from './history.ts';
import { createDraw, drawSeed } from './seeded-random.ts';

const serverCount = 4;
const killsPerServer = 25;
const membersPerServer = 4;

/** Name it to have the same moments again. */
const seed = Number(process.env['SYMBOLON_FAULTS_SEED'] ?? drawSeed());

const servers: StartedServer[] = [];
beforeAll(async () => {
  const starting = Array.from({ length: serverCount }, () =>
    startServer({ applications: fleetApplications }),
  );
  servers.push(...(await Promise.all(starting)));
}, 60_000);
afterAll(() => Promise.all(servers.map(server => server.close())));

/** One server, killed again and again under its fleet; all that was seen. */
async function surviveKills(server: StartedServer, number: number): Promise<readonly Observation[]> {
  const draw = createDraw(seed + number);
  const history: Observation[] = [];
  let countdown = Number.POSITIVE_INFINITY;
  let reachedMoment: () => void = () => undefined;
  const observe = (observation: Observation) => {
    history.push(observation);
    if (--countdown === 0) reachedMoment();
  };
  const fleet = Array.from({ length: membersPerServer }, (_, index) => {
    const client = fleetApplications[index % fleetApplications.length] ?? fleetApplications[0];
    return new FleetMember({ server, client, draw: createDraw(seed + 100 * (number + 1) + index), observe });
  });
  const all = (act: (member: FleetMember) => Promise<void>) => Promise.all(fleet.map(act));

  await all(member => member.signIn());
  for (let kill = 0; kill < killsPerServer; kill++) {
    const moment = new Promise<void>(resolve => {
      reachedMoment = resolve;
    });
    countdown = 1 + draw(40);
    const working = all(member => member.work());
    await Promise.race([moment, working]);
    for (let turns = draw(8); turns > 0; turns--) await setImmediate();
    await server.kill();
    await working;
    history.push({ kind: 'killed' });
    await server.start();
    await all(member => member.lookAtNews());
  }
  await all(member => member.lookBack());
  return history;
}

describe('a server that is killed a hundred times while codes and refresh tokens are exchanged', () => {
  it('keeps every token, spends every code once, and signs nobody out', async () => {
    const histories = await Promise.all(servers.map(surviveKills));
    expect({ seed, faults: histories.flatMap(findFaults) }).toEqual({ seed, faults: [] });

    const all = histories.flat();
    expect(all.filter(({ kind }) => kind === 'killed')).toHaveLength(serverCount * killsPerServer);
    const lostOf = (kind: Observation['kind']) =>
      all.filter(seen => seen.kind === kind && JSON.stringify(seen).includes('lost')).length;
    // The kills did fall into exchanges of codes and of refresh tokens.
    expect(lostOf('code redeemed')).toBeGreaterThan(20);
    expect(lostOf('refreshed')).toBeGreaterThan(20);
  }, 300_000);
});
