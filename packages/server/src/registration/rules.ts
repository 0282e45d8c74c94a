/** What is asked of a client that registers itself, beyond what is asked of every client — OIDC Registration §2, RFC 7591 §5. */
import type { ApplicationMetadata } from '../config/application.ts';

export interface Breach {
  readonly member: string;
  readonly message: string;
}

type Rule = (metadata: ApplicationMetadata) => readonly Breach[];

const rules: readonly Rule[] = [redirects, grantTypes, name, encrypted];

export const selfRegistrationRules: Rule = metadata => rules.flatMap(rule => rule(metadata));

const mostRedirectUris = 100;
const longestName = 100;

function redirects({
  redirect_uris: uris = [],
  grant_types: grants = [],
  application_type,
}: ApplicationMetadata) {
  const breach = (message: string): Breach => ({ member: 'redirect_uris', message });
  if (uris.length > mostRedirectUris) return [breach(`must have at most ${mostRedirectUris} entries`)];
  return uris.flatMap(uri => {
    const url = new URL(uri);
    if (application_type === 'native') {
      return url.protocol === 'https:'
        ? [breach('of a native application use a private-use scheme, or http with a loopback host')]
        : [];
    }
    const isStrict = grants.includes('implicit');
    if (isStrict && url.protocol !== 'https:')
      return [breach('of a web application that uses the implicit grant must use https')];
    return isStrict && url.hostname === 'localhost'
      ? [breach('of a web application that uses the implicit grant must not be at localhost')]
      : [];
  });
}

/** With these a client acts without an end-user who agrees: somebody who runs the server has to say so. */
function grantTypes({ grant_types: grants = [] }: ApplicationMetadata): readonly Breach[] {
  const isRefused = grants.includes('client_credentials') || grants.includes('password');
  const message = 'must not hold client_credentials or password: an administrator can register such a client';
  return isRefused ? [{ member: 'grant_types', message }] : [];
}

function name({ client_name: name = '' }: ApplicationMetadata): readonly Breach[] {
  const message = `must have at most ${longestName} characters`;
  return [...name].length > longestName ? [{ member: 'client_name', message }] : [];
}

function encrypted(metadata: ApplicationMetadata): readonly Breach[] {
  const members = [
    'client_uri',
    'logo_uri',
    'policy_uri',
    'tos_uri',
    'jwks_uri',
    'initiate_login_uri',
    'sector_identifier_uri',
  ] as const;
  // An inner address without TLS is stored, and fetched only where the egress guard was told to let it through.
  const isFetched = (member: string) => member === 'jwks_uri' || member === 'sector_identifier_uri';
  return members
    .filter(member => !isFetched(member) && metadata[member]?.toLowerCase().startsWith('http:'))
    .map(member => ({ member, message: 'must use https' }));
}
