/** One run of the playground, by its mode. */
import {
  authorizationAddress,
  authorizationStep,
  concludeAuthorization,
  exchangeCode,
  planAuthorization,
} from './authorization.ts';
import { nextAnswer } from './callback.ts';
import { type Departure, rememberDeparture } from './departure.ts';
import { runAsDevice } from './device.ts';
import { redirects } from './modes.ts';
import { present, type RunInputs } from './parameters.ts';
import type { Pairs } from './request.ts';
import { type RunContext, sendForm } from './step.ts';

const grants = {
  client_credentials: { type: 'client_credentials', names: ['scope', 'resource'] },
  password: { type: 'password', names: ['username', 'password', 'scope'] },
  refresh: { type: 'refresh_token', names: ['refresh_token', 'scope'] },
} as const;

/** `popup`: where the end-user signs in; null where nobody need, or the browser let no window open. */
export async function run(context: RunContext, inputs: RunInputs, popup: Window | null): Promise<void> {
  const { mode, values, extras } = inputs;
  if (redirects(mode)) return runInPopup(context, inputs, popup);
  if (mode === 'device') return runAsDevice(context, values, extras);
  const { type, names } = grants[mode === 'password' || mode === 'refresh' ? mode : 'client_credentials'];
  const fields: Pairs = [['grant_type', type], ...present(values, names), ...extras];
  await sendForm(context, { kind: 'step.token', endpoint: context.endpoints.token_endpoint, fields });
}

async function runInPopup(context: RunContext, inputs: RunInputs, popup: Window | null): Promise<void> {
  const { endpoints, authentication, signal, show } = context;
  const plan = await planAuthorization(inputs, authentication.clientId, endpoints);
  show([authorizationStep(plan)]);
  const answered = nextAnswer(plan.state, signal);
  popup?.location.replace(authorizationAddress(plan));
  const done = concludeAuthorization(plan, await answered, endpoints.issuer);
  popup?.close();
  show([done]);
  if (done.exchange) await exchangeCode(context, done.exchange, [done]);
}

/** Signs in in this very window; what is needed to go on is kept meanwhile. */
export async function leave(
  { endpoints, authentication: { clientId } }: RunContext,
  inputs: RunInputs,
  allTyped: Pick<Departure, 'typed' | 'extras'>,
): Promise<void> {
  const plan = await planAuthorization(inputs, clientId, endpoints);
  const { mode } = inputs;
  const from = `${location.pathname}?${new URLSearchParams({ client_id: clientId, mode })}`;
  rememberDeparture({ from, clientId, mode, plan, ...allTyped });
  location.assign(authorizationAddress(plan));
}

/** Goes on with a run that left; a secret that was typed before is gone, and waited for. */
export async function resume(context: RunContext, { plan, answer }: Required<Departure>): Promise<void> {
  const done = concludeAuthorization(plan, new URLSearchParams(answer), context.endpoints.issuer);
  context.show([done]);
  if (done.exchange && context.authentication.method === 'none')
    await exchangeCode(context, done.exchange, [done]);
}
