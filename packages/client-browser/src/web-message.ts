/** An authorization response that a window of the provider hands over by `postMessage` — draft-sakimura-oauth-wmrm §4. */
import { isJson } from '@symbolon/client';

/** The first one from this very window at this very origin; rejects with the signal's reason. */
export function responseFrom(source: Window, origin: string, signal: AbortSignal): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const settle = (act: () => void) => {
      listening.abort();
      act();
    };
    const once = { signal: listening.signal };
    const hear = (event: MessageEvent<unknown>) => {
      const response = event.source === source && event.origin === origin && responseOf(event.data);
      if (response) settle(() => resolve(response));
    };
    window.addEventListener('message', hear, once);
    signal.addEventListener('abort', () => settle(() => reject(signal.reason)), once);
    if (signal.aborted) settle(() => reject(signal.reason));
  });
}

function responseOf(data: unknown): URLSearchParams | undefined {
  if (!isJson(data) || data['type'] !== 'authorization_response' || !isJson(data['response']))
    return undefined;
  return new URLSearchParams(Object.entries(data['response']).map(([name, value]) => [name, String(value)]));
}
