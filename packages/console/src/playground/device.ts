/** A run as a device without a browser: it asks until the end-user has decided elsewhere — RFC 8628 §3. */
import { present, type Values } from './parameters.ts';
import type { Pairs } from './request.ts';
import { type RunContext, type Step, sendForm } from './step.ts';

/** Seconds: RFC 8628 §3.2 and §3.5. */
const usualInterval = 5;
const slowDown = 5;

export async function runAsDevice(context: RunContext, values: Values, extras: Pairs): Promise<void> {
  const begun = await sendForm(context, {
    kind: 'step.device',
    endpoint: context.endpoints.device_authorization_endpoint,
    fields: [...present(values, ['scope']), ...extras],
  });
  const { device_code: deviceCode, interval } = begun.answer?.members ?? {};
  if (typeof deviceCode !== 'string') return;
  await poll(context, begun, deviceCode, typeof interval === 'number' ? interval : usualInterval);
}

async function poll(context: RunContext, begun: Step, deviceCode: string, interval: number): Promise<void> {
  const fields: Pairs = [
    ['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'],
    ['device_code', deviceCode],
  ];
  let seconds = interval;
  let asked: readonly Step[] = [];
  for (;;) {
    const asksAgainAt = Date.now() + seconds * 1000;
    context.show([{ ...begun, asksAgainAt }, ...asked]);
    await pause(seconds, context.signal);
    const step = await sendForm(
      { ...context, show: () => {} },
      { kind: 'step.token', endpoint: context.endpoints.token_endpoint, fields },
    );
    const error = step.answer?.members['error'];
    if (error !== 'authorization_pending' && error !== 'slow_down') return context.show([begun, step]);
    if (error === 'slow_down') seconds += slowDown;
    asked = [step];
  }
}

const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
