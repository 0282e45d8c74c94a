/** That the ID token of an answer is signed as the flow says — RFC 7515 §4.1.1. */
import { textOf } from './flow.ts';

export function expectIdToken(members: Record<string, unknown>, alg: string): void {
  const [header = ''] = textOf(members, 'id_token').split('.', 1);
  const signedWith: unknown = JSON.parse(Buffer.from(header, 'base64url').toString()).alg;
  if (signedWith !== alg) throw new Error(`the ID token is signed with ${signedWith}, not ${alg}`);
}
