/** Where a server keeps a login while the browser is away: in that browser, sealed, one cookie a login. */
import { EncryptJWT, jwtDecrypt } from 'jose';
import { isLoginTransaction, type LoginTransaction } from './authorization-request.ts';
import { AuthenticationError } from './errors.ts';
import type { Settings } from './options.ts';

/** Seconds that an end-user may take to sign in. */
const lifetime = 3600;

/** The part of Node's `IncomingMessage` that is read. */
export interface NodeRequest {
  readonly url?: string | undefined;
  /** Where a framework cut a prefix off `url`: the address as it was. */
  readonly originalUrl?: string;
  readonly headers: { readonly cookie?: string | undefined };
}

/** The part of Node's `ServerResponse` that is used. */
export interface NodeResponse {
  statusCode: number;
  getHeader(name: string): number | string | string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  end(): unknown;
}

/** The value of a Set-Cookie header. */
export async function sealLogin(settings: Settings, transaction: LoginTransaction): Promise<string> {
  const jwt = await new EncryptJWT({ login: transaction })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(settings.now() + lifetime)
    .encrypt(await keyOf(settings));
  return `${cookieName(settings, transaction.state)}=${jwt}; Max-Age=${lifetime}${attributes(transaction.redirectUri)}`;
}

/** The Set-Cookie header that forgets a login. */
export const forgetLogin = (settings: Settings, { state, redirectUri }: LoginTransaction): string =>
  `${cookieName(settings, state)}=; Max-Age=0${attributes(redirectUri)}`;

/** The login that this browser began with this `state`. */
export async function openLogin(
  settings: Settings,
  cookies: string | undefined,
  state: string | null,
): Promise<LoginTransaction> {
  const start = `${cookieName(settings, state ?? '')}=`;
  const sealed = (cookies ?? '')
    .split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(start))
    ?.slice(start.length);
  if (state === null || sealed === undefined) throw notBegunHere('this browser has no cookie of it');
  const key = await keyOf(settings);
  const { payload } = await jwtDecrypt(sealed, key, { currentDate: new Date(settings.now() * 1000) }).catch(
    () => {
      throw notBegunHere('its cookie is too old, or was sealed under another secret');
    },
  );
  const login = payload['login'];
  if (isLoginTransaction(login) && login.state === state) return login;
  throw notBegunHere('its cookie holds something else');
}

/** One name a login, so that two tabs do not overwrite each other. The state is ours or the caller's, hence encoded. */
const cookieName = ({ cookieName }: Settings, state: string): string =>
  `${cookieName}.${encodeURIComponent(state).slice(0, 64)}`;

const attributes = (redirectUri: string): string =>
  `; Path=/; HttpOnly; SameSite=Lax${redirectUri.startsWith('https:') ? '; Secure' : ''}`;

async function keyOf({ cookieSecret }: Settings): Promise<Uint8Array> {
  if (cookieSecret === undefined)
    throw new AuthenticationError(
      'configuration',
      'cookieSecret is needed to keep a login in a cookie without an appSecret.',
    );
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', text.encode(cookieSecret), 'HKDF', false, [
    'deriveBits',
  ]);
  const info = text.encode('symbolon login cookie');
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    secret,
    256,
  );
  return new Uint8Array(bits);
}

const notBegunHere = (why: string) =>
  new AuthenticationError('callback_mismatch', `This login was not begun here: ${why}.`);
