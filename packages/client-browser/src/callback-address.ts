/** The address that a login comes back to: its answer is read, and taken out of sight — OAuth 2.0 Multiple Response Types §2.1. */

/** In the fragment where one came along, else in the query. */
export function responseIn(url: URL): URLSearchParams {
  const fragment = new URLSearchParams(url.hash.slice(1));
  return fragment.has('state') ? fragment : url.searchParams;
}

const members =
  'code state iss error error_description error_uri session_state access_token token_type expires_in scope id_token';

/** The same address without its answer; what else it says stays. */
export function withoutResponse(url: URL): string {
  const clean = new URL(url);
  if (new URLSearchParams(url.hash.slice(1)).has('state')) clean.hash = '';
  else for (const name of members.split(' ')) clean.searchParams.delete(name);
  return clean.href;
}
