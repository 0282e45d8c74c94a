/** A courier that delivers into the hands of the test. */
import type { Courier, Message } from '@symbolon/login';
import type { TestClock } from './clock.ts';

export interface Postbox extends Courier {
  readonly messages: readonly Message[];
  /** The code of the first message to that address that was not read yet and is still good; waits for one. */
  codeFor(address: string): Promise<string>;
}

export function createPostbox(clock: TestClock): Postbox {
  const messages: Message[] = [];
  const read = new Set<Message>();
  const waiting = new Set<() => void>();

  const unread = (address: string): string | undefined => {
    const message = messages.find(
      candidate =>
        candidate.to.address === address &&
        'code' in candidate.tidings &&
        candidate.expiresAt > clock.now() &&
        !read.has(candidate),
    );
    if (message) read.add(message);
    return message && 'code' in message.tidings ? message.tidings.code : undefined;
  };

  return {
    messages,
    async send(_pool, message) {
      messages.push(message);
      for (const look of waiting) look();
    },
    codeFor: address =>
      new Promise(resolve => {
        const look = () => {
          const code = unread(address);
          if (code === undefined) return;
          waiting.delete(look);
          resolve(code);
        };
        waiting.add(look);
        look();
      }),
  };
}
