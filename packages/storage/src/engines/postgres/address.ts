/** The address of a database: several hosts, of which the one that takes writes is meant — libpq connection URIs. */

export interface Address {
  /** One for each host, in the order of the URL. */
  readonly urls: readonly string[];
  /** Only a host that takes writes will do. */
  readonly readWrite: boolean;
  /** For messages: without user and password. */
  readonly place: string;
}

/** Undefined where it is not the URL of a PostgreSQL database. */
export function readAddress(url: string): Address | undefined {
  const [, scheme, credentials = '', hosts = '', path = '', query = ''] =
    /^(postgres(?:ql)?:\/\/)(?:([^@/?#]*)@)?([^/?#]+)(\/[^?#]*)?(?:\?([^#]*))?$/.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('target_session_attrs') ?? 'read-write';
  if (wanted !== 'read-write' && wanted !== 'primary' && wanted !== 'any') return undefined;
  parameters.delete('target_session_attrs');
  const before = `${scheme}${credentials === '' ? '' : `${credentials}@`}`;
  const after = `${path}${parameters.size === 0 ? '' : `?${parameters}`}`;
  const urls = hosts.split(',').map(host => `${before}${host}${after}`);
  if (!urls.every(single => URL.canParse(single))) return undefined;
  return { urls, readWrite: wanted !== 'any', place: `${scheme}${hosts}${path}` };
}
