/** An invitation as it arrives: its link, taken from the message. */
import type { Reply } from './administrator.ts';
import type { World } from './world.ts';

interface Inviting {
  call(method: string, path: string, call?: { readonly body?: object }): Promise<Reply>;
}

export interface Arrived {
  readonly id: string;
  readonly link: string;
}

/** The link of the last message. */
export function lastLink({ messages }: Pick<World, 'messages'>): string {
  const tidings = messages.at(-1)?.tidings;
  if (tidings?.kind !== 'invitation') throw new Error('the last message is no invitation');
  return tidings.link;
}

export async function invite(
  world: Pick<World, 'messages'>,
  administrator: Inviting,
  invitation: object,
  pool = 'default',
): Promise<Arrived> {
  const { status, text, json } = await administrator.call('POST', `/pools/${pool}/invitations`, {
    body: invitation,
  });
  if (status !== 201) throw new Error(`nobody was invited: ${text}`);
  return { id: String(json['id']), link: lastLink(world) };
}
