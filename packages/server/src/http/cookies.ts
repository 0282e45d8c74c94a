/** Cookies: read by name, and written so that only this server gets them back — RFC 6265bis §4.1. */

export interface CookieJar {
  /** The full name of a cookie of ours: with the `__Host-` prefix wherever the origin is https. */
  name(base: string): string;
  /** A `Set-Cookie` value; without a lifetime (seconds) the cookie ends with the browser. */
  set(base: string, value: string, lifetime?: number): string;
  /** The same for a cookie that frames of other sites need, as silent renewal does; over http such a thing does not exist. */
  setForFrames(base: string, value: string, lifetime?: number): string;
  /** The same for a cookie that scripts of our own pages read: no secret. */
  setForScripts(base: string, value: string, lifetime?: number): string;
  forget(base: string): string;
}

export function createCookieJar(origin: string): CookieJar {
  const secure = origin.startsWith('https:');
  const name = (base: string) => (secure ? `__Host-${base}` : base);
  const write = (base: string, value: string, sameSite: 'Lax' | 'None', lifetime: number | undefined) =>
    `${name(base)}=${value}; Path=/; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}${lifetime === undefined ? '' : `; Max-Age=${lifetime}`}`;
  return {
    name,
    set: (base, value, lifetime) => write(base, value, 'Lax', lifetime),
    setForFrames: (base, value, lifetime) => write(base, value, secure ? 'None' : 'Lax', lifetime),
    setForScripts: (base, value, lifetime) =>
      write(base, value, secure ? 'None' : 'Lax', lifetime).replace('; HttpOnly', ''),
    forget: base => write(base, '', secure ? 'None' : 'Lax', 0),
  };
}

/** The first cookie of that name in a `Cookie` header; ours hold URL-safe characters only. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
