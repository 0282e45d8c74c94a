/** `code` — RFC 6749 §4.1.2, OIDC Core §3.1.2.5. */
import { newCode } from '../tokens/code.ts';
import type { ResponsePart } from './response-part.ts';

export const code: ResponsePart = {
  name: 'code',
  mint(context, { request, id }, minted) {
    const { code: value, hash } = newCode(id, context.random);
    const expiresAt = context.clock() + request.client.lifetimes.code;
    const { redirectUri, redirectUriOmitted, codeChallenge, nonce, dpopJkt } = request;
    return {
      ...minted,
      members: { ...minted.members, code: value },
      code: { hash, expiresAt, binding: { redirectUri, redirectUriOmitted, codeChallenge, nonce, dpopJkt } },
      expiresAt: Math.max(minted.expiresAt, expiresAt),
    };
  },
};
