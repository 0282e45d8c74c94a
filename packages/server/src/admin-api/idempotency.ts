/** `Idempotency-Key`: a POST that is repeated is carried out once — draft-ietf-httpapi-idempotency-key-header §2. */
import { type HttpRequest, type HttpResponse, hashBearerValue } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import type { AdminContext } from './admin-context.ts';
import type { Caller } from './caller.ts';

/** Seconds for which an answer is kept, and for which a request may take. */
const answerLifetime = 86_400;
const longestRun = 60;

const keySyntax = /^[\x21-\x7e]{1,200}$/;

/** An answer may hold a secret that is shown once: it is kept sealed. */
const purpose = 'idempotent-answers';

export async function once(
  request: HttpRequest,
  caller: Caller,
  api: AdminContext,
  carryOut: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const sent = request.header('idempotency-key');
  if (sent === undefined || request.method !== 'POST') return carryOut();
  if (!keySyntax.test(sent))
    throw new OAuthError(
      'admin-idempotency-key',
      'Idempotency-Key must be 1 to 200 visible ASCII characters.',
    );
  const { administrators: pool, clock } = api;
  const { idempotentRequests: requests } = api.storage;
  const sealer = api.masterKey.sealer(purpose);
  const key = hashBearerValue(`${caller.id}\n${sent}`);
  const fingerprint = hashBearerValue(`${request.method} ${request.path}\n${request.text ?? ''}`);
  const begun = await requests.begin(pool, key, fingerprint, clock(), clock() + longestRun);
  switch (begun.kind) {
    case 'different':
      throw new OAuthError('admin-idempotency-key', 'This Idempotency-Key was sent with another request.');
    case 'running':
      throw new OAuthError(
        'admin-repeated-request',
        'The same request is being carried out: wait for its answer.',
      );
    case 'answered': {
      const kept = sealer.open(begun.answer);
      if (kept === undefined) throw new Error('a kept answer cannot be read with this master key');
      const answer: HttpResponse = JSON.parse(kept);
      return answer;
    }
    case 'begun':
      return firstTime();
  }

  async function firstTime(): Promise<HttpResponse> {
    const answer = await carryOut().catch(async (error: unknown) => {
      // Refused, or undone: nothing stands in the way of another attempt.
      await requests.abandon(pool, key);
      throw error;
    });
    await requests.finish(pool, key, sealer.seal(JSON.stringify(answer)), clock() + answerLifetime);
    return answer;
  }
}
