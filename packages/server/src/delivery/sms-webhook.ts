/** Text messages by a webhook of the operator's: one signed POST for each. */
import { createHmac } from 'node:crypto';
import type { Clock } from '@symbolon/foundation';
import type { WebhookSettings } from '../config/delivery.ts';
import type { Egress } from '../egress/egress.ts';
import type { Transport } from './transport.ts';

export interface WebhookDependencies {
  readonly egress: Pick<Egress, 'postJson'>;
  readonly clock: Clock;
}

/** Milliseconds. */
const timeout = 5000;

export function createSmsWebhook(
  { url, secret }: WebhookSettings,
  { egress, clock }: WebhookDependencies,
): Transport {
  return async ({ id, address, words, locale }) => {
    const body = JSON.stringify({ id, to: address, text: words.text, locale });
    const posted = await egress.postJson(url, body, signatureHeaders(body, secret, clock()), timeout);
    if (posted.kind !== 'answered') return { kind: 'failed', reason: posted.reason };
    return posted.status >= 200 && posted.status < 300
      ? { kind: 'delivered' }
      : { kind: 'failed', reason: `the webhook answered ${posted.status}` };
  };
}

/** The receiver computes the same over `timestamp.body`, and refuses what is old. */
export function signatureHeaders(body: string, secret: string, at: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return { 'symbolon-timestamp': String(at), 'symbolon-signature': `v1=${signature}` };
}
