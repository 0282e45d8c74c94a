/** Bytes as text that an address can hold — RFC 4648 §5. */

export const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const encodeText = (text: string): string => encode(new TextEncoder().encode(text));

/** Throws where the text is none. */
export const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));

export const sha256 = async (text: string): Promise<string> =>
  encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

export const randomValue = (): string => encode(crypto.getRandomValues(new Uint8Array(32)));
