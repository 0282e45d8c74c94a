/** One run of the playground, by its mode. */
import { addressFor, begunBy, concluded, exchangeCode, planOf } from './authorization.ts';
import { nextAnswer } from './callback.ts';
import { type Departure, remember } from './departure.ts';
import { runAsDevice } from './device.ts';
import { type PlayMode, present, redirects, type Shelf, type Values } from './parameters.ts';
import type { Pairs } from './request.ts';
import { ask, type Course } from './step.ts';

export interface Play {
  readonly mode: PlayMode;
  readonly values: Values;
  readonly extras: Pairs;
  /** The window in which the end-user signs in; null where none is needed, or the browser let none open. */
  readonly popup: Window | null;
}

const grants = {
  client_credentials: { type: 'client_credentials', names: ['scope', 'resource'] },
  password: { type: 'password', names: ['username', 'password', 'scope'] },
  refresh: { type: 'refresh_token', names: ['refresh_token', 'scope'] },
} as const;

export async function run(course: Course, play: Play): Promise<void> {
  const { mode, values, extras } = play;
  if (redirects(mode)) return runInPopup(course, play);
  if (mode === 'device') return runAsDevice(course, values, extras);
  const { type, names } = grants[mode === 'password' || mode === 'refresh' ? mode : 'client_credentials'];
  const fields: Pairs = [['grant_type', type], ...present(values, names), ...extras];
  await ask(course, { kind: 'step.token', endpoint: course.endpoints.token_endpoint, fields });
}

async function runInPopup(course: Course, { popup, ...play }: Play): Promise<void> {
  const { endpoints, proof, signal, show } = course;
  const plan = await planOf({ ...play, clientId: proof.clientId }, endpoints);
  show([begunBy(plan)]);
  const answered = nextAnswer(plan.state, signal);
  popup?.location.replace(addressFor(plan));
  const done = concluded(plan, await answered, endpoints.issuer);
  popup?.close();
  show([done]);
  if (done.exchange) await exchangeCode(course, done.exchange, [done]);
}

interface Leaving extends Omit<Play, 'popup'> {
  readonly shelf: Shelf;
  readonly all: Departure['extras'];
}

/** Signs in in this very window; what is needed to go on is kept meanwhile. */
export async function leave(
  { endpoints, proof: { clientId } }: Course,
  { mode, values, extras, shelf, all }: Leaving,
): Promise<void> {
  const plan = await planOf({ mode, clientId, values, extras }, endpoints);
  const { pathname } = location;
  const from = `${pathname}?${new URLSearchParams({ client_id: clientId, mode })}`;
  remember({ from, clientId, mode, plan, shelf, extras: all });
  location.assign(addressFor(plan));
}

/** Goes on with a run that left; a secret that was typed before is gone, and waited for. */
export async function resume(course: Course, { plan, answer }: Required<Departure>): Promise<void> {
  const done = concluded(plan, new URLSearchParams(answer), course.endpoints.issuer);
  course.show([done]);
  if (done.exchange && course.proof.method === 'none') await exchangeCode(course, done.exchange, [done]);
}
