/** Where the hosted login sends the answer of the playground: handed to the page that waits for it, and to nobody else. */
import { savedSpeaker } from '../words/say.tsx';
import { keepAnswer } from './departure.ts';

export const callbackPath = '/console/playground/callback';
export const callback = `${location.origin}${callbackPath}`;

/** Channels reach pages of the same origin alone. */
const channelName = 'symbolon-playground';

export function handOverAnswer(): void {
  const { search, hash } = location;
  history.replaceState(null, '', callbackPath);
  const answer = hash.length > 1 ? hash.slice(1) : search.slice(1);
  const home = keepAnswer(new URLSearchParams(answer));
  if (home === undefined) tellOthers(answer);
  else location.replace(home);
}

function tellOthers(answer: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(answer);
  channel.close();
  document.body.textContent = savedSpeaker()('play.closeWindow');
  window.close();
}

/** The parameters of the next answer with this state, or without any. */
export function nextAnswer(state: string, signal: AbortSignal): Promise<URLSearchParams> {
  const channel = new BroadcastChannel(channelName);
  return new Promise((resolve, reject) => {
    const done = () => channel.close();
    signal.addEventListener('abort', () => {
      done();
      reject(signal.reason);
    });
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string') return;
      const parameters = new URLSearchParams(data);
      const answered = parameters.get('state');
      if (answered !== null && answered !== state) return;
      done();
      resolve(parameters);
    };
  });
}
