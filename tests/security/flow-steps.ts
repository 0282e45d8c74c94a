/** The first steps of the hosted flows, and people to take them. */
import { Browser } from '../testkit/browser.ts';
import { hostedFlow } from '../testkit/hosted-flow.ts';
import type { World } from '../testkit/world.ts';
import { c1 } from './fixture.ts';
import { poolOf } from './invariants.ts';

export function flowSteps(world: () => World) {
  const pool = poolOf('default');
  const begin = (browser = new Browser()) => hostedFlow(world(), browser);
  const open = async (path: '/recover' | '/sign-up', browser = new Browser()) => {
    const flow = begin(browser);
    return { flow, page: await flow.go(await flow.open(c1), path) };
  };

  let made = 0;
  const stranger = () => `stranger${++made}@example.org`;

  async function store(id: string, change: object = {}): Promise<void> {
    const value = `${id}@example.org`;
    await world().storage.users.create(
      pool,
      {
        id,
        identifiers: [{ kind: 'email', value }],
        passwordHash: undefined,
        claims: { email: value, email_verified: false },
        managedBy: 'self',
        ...change,
      },
      world().clock.now(),
    );
  }
  return { begin, open, stranger, store };
}
