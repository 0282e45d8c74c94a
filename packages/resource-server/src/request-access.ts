/** Where a protected request keeps what its token says: `request.auth`. */
import type { Access } from './verifier.ts';

export function keepAccess(request: object, access: Access): void {
  Object.assign(request, { auth: access });
}

/** `request.auth` with its type; throws for a request that went through no protection. */
export function accessOf(request: object): Access {
  const auth: unknown = 'auth' in request ? request.auth : undefined;
  if (isAccess(auth)) return auth;
  throw new TypeError('This request has not passed protect(): there is nothing known of its token.');
}

const isAccess = (value: unknown): value is Access =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'granted';
