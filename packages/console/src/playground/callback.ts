/** Where the hosted login sends the answer of the playground: handed to the page that waits for it, and to nobody else. */
import { savedSpeaker } from '../words/say.tsx';

export const callbackPath = '/console/playground/callback';

/** Channels reach pages of the same origin alone. */
export const channelName = 'symbolon-playground';

export function handOver(): void {
  const { search, hash } = location;
  history.replaceState(null, '', callbackPath);
  const channel = new BroadcastChannel(channelName);
  channel.postMessage([search, hash]);
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
      if (!Array.isArray(data)) return;
      const [search, hash]: readonly unknown[] = data;
      const parameters = new URLSearchParams(
        String(hash).length > 1 ? String(hash).slice(1) : String(search),
      );
      const answered = parameters.get('state');
      if (answered !== null && answered !== state) return;
      done();
      resolve(parameters);
    };
  });
}
