/** That the ID token of an answer is signed as the flow says — RFC 7515 §4.1.1. */
import { textOf } from './flow.ts';

export function expectIdToken(members: Record<string, unknown>, alg: string): void {
  const signedWith = algorithmOf(textOf(members, 'id_token'));
  if (signedWith !== alg) throw new Error(`the ID token is signed with ${signedWith}, not ${alg}`);
}

export function algorithmOf(token: string): string {
  const [header = ''] = token.split('.', 1);
  return String(JSON.parse(Buffer.from(header, 'base64url').toString()).alg);
}
