/** A module of the suite, and its runs: one for each plan and response type, each with a client of its own. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createWorld, type World } from '../testkit/world.ts';
import { type Plan, plans, type ResponseType } from './plans.ts';
import { type ClientWish, openRun, type Run } from './run.ts';
import { standardUser } from './standard-user.ts';

export interface Module extends ClientWish {
  /** As in the suite. */
  readonly name: `oidcc-${string}`;
  readonly promise: string;
  readonly types: readonly ResponseType[];
  readonly check: (run: Run) => Promise<void>;
}

/** Makes a test of each module for each plan that has it. */
export function runModules(modules: readonly Module[]): void {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ users: [standardUser], pool: { registration: { mode: 'open' } } });
  });
  afterAll(() => world.close());

  for (const plan of plans) {
    const ofPlan = modules.filter(
      ({ name, types }) =>
        types.includes(plan.responseType) && (plan.modules === 'all' || plan.modules === name),
    );
    if (ofPlan.length === 0) continue;
    describe(`${plan.name}, ${plan.responseType}`, () => {
      for (const module of ofPlan)
        it(`${module.name}: ${module.promise}`, () => runModule(world, plan, module));
    });
  }
}

async function runModule(world: World, plan: Plan, module: Module): Promise<void> {
  const run = await openRun(world, plan, module.name, module);
  await module.check(run);
  await run.close();
}
