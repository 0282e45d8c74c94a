/** What an API tells of itself to clients that do not know it — RFC 9728 §2, §3. */
import { ResourceServerError } from './errors.ts';
import type { Json } from './http.ts';
import type { Settings } from './options.ts';

const wellKnown = '/.well-known/oauth-protected-resource';

/** Between host and path — RFC 9728 §3.1. */
export function metadataUrlOf(resource: string): string {
  const { origin, pathname, search } = new URL(resource);
  return `${origin}${wellKnown}${pathname === '/' ? '' : pathname}${search}`;
}

export function metadataOf(settings: Settings): Json {
  const { resource, issuer, dpop, algorithms, resourceMetadata } = settings;
  if (resource === undefined)
    throw new ResourceServerError('configuration', 'Metadata of this API need `resource`, its address.');
  return {
    resource,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    ...(dpop !== 'off' && { dpop_signing_alg_values_supported: algorithms }),
    ...(dpop === 'required' && { dpop_bound_access_tokens_required: true }),
    ...resourceMetadata,
  };
}
