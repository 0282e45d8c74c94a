/** A token as the demonstration shows it: what is inside, and the text itself — RFC 7519 §3, RFC 6749 §1.4. */

export type TokenView =
  | {
      readonly kind: 'jwt';
      readonly header: Readonly<Record<string, unknown>>;
      readonly claims: Readonly<Record<string, unknown>>;
      readonly raw: string;
    }
  | { readonly kind: 'opaque'; readonly raw: string };

/** Opens a token to show it. Nothing is verified here: the tokens were just received from our own token endpoint. */
export function readTokenView(raw: string): TokenView {
  const [head, body, signature, ...rest] = raw.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) {
    return { kind: 'opaque', raw };
  }
  return { kind: 'jwt', header, claims, raw };
}

function readPart(part: string | undefined): Record<string, unknown> | undefined {
  if (part === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
