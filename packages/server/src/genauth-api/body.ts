/** The JSON body of an operation, read strictly. */
import { type HttpRequest, parseStrictObject } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';

const longest = 4096;

/** Many clients send `null` for what they leave out. */
export const text = () =>
  z
    .string()
    .max(longest)
    .nullish()
    .transform(value => (value === '' ? undefined : (value ?? undefined)));

/** The name and password of an end-user, under one of four names. */
export const passwordPayload = z.object({
  password: z.string().min(1).max(longest),
  account: text(),
  username: text(),
  email: text(),
  phone: text(),
});

export function readBody<Body>(request: HttpRequest, schema: z.ZodType<Body>): Body {
  const body = request.text === undefined ? undefined : parseStrictObject(request.text);
  if (!body) throw new OAuthError('api-body', 'Send a JSON object with Content-Type: application/json.');
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const member = issue?.path.join('.') ?? '';
  throw new OAuthError('api-body', `${member || 'The body'} is missing or not of the right type.`);
}

/** Passwords come as they are, over TLS: the padding that clients would encrypt them with cannot be undone safely. */
export const encryptionRefused = (): OAuthError =>
  new OAuthError(
    'password-encryption',
    'passwordEncryptType must be none: send the password as it is, over https.',
  );

export function refuseEncryption(type: string | undefined): void {
  if (type !== undefined && type !== 'none') throw encryptionRefused();
}

export function refuseConnection(connection: string): void {
  if (connection === 'PASSWORD') return;
  throw new OAuthError(
    'sign-in-connection',
    'connection must be PASSWORD: there is no other method here yet.',
  );
}
