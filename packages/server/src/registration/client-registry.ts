/** Clients that register themselves, kept beside those of the file and the console — RFC 7591, RFC 7592. */
import {
  type Clock,
  equalInConstantTime,
  hashBearerValue,
  type JsonObject,
  type MasterKey,
  newBearerValue,
  type PoolId,
  type Random,
  uuid,
} from '@symbolon/foundation';
import { subscriberAddress } from '@symbolon/login';
import type { ClientRegistry, RegistrationOutcome } from '@symbolon/protocol';
import type { Registration, Storage } from '@symbolon/storage';
import type { RegistrationPolicy } from '../config/registration-policy.ts';
import type { Egress } from '../egress/egress.ts';
import { clientSecretPurpose } from '../registry/apply-configuration.ts';
import { openSecret, type Registry } from '../registry/registry.ts';
import { type Judged, judgeMetadata, namesAll, refused } from './metadata.ts';

export interface ClientRegistryDependencies {
  readonly pool: PoolId;
  /** Undefined for a pool that the configuration does not name. */
  readonly policy: RegistrationPolicy | undefined;
  readonly storage: Pick<Storage, 'registrations' | 'attempts'>;
  readonly masterKey: MasterKey;
  readonly registry: Registry;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly random: Random;
}

/** In one pool. All of them are in memory and read again at each change. */
const mostClients = 1000;
const retryAfter = 3600;
const hour = 3600;

const kind = 'application';

export function createClientRegistry(dependencies: ClientRegistryDependencies): ClientRegistry | undefined {
  const { pool, policy, masterKey, registry, egress, clock, random } = dependencies;
  const { registrations, attempts } = dependencies.storage;
  if (policy === undefined || policy.mode === 'off') return undefined;
  const sealer = masterKey.sealer(clientSecretPurpose(pool));
  const knownTokens = policy.initialAccessTokens.map(hashBearerValue);

  const own = async (clientId: string, accessToken: string): Promise<Registration | undefined> => {
    const found = await registrations.find(pool, kind, clientId);
    const isOwn =
      found?.managedBy === 'client' &&
      found.accessTokenHash === hashBearerValue(accessToken) &&
      found.document['enabled'] !== false;
    return isOwn ? found : undefined;
  };

  const judge = async (clientId: string, said: JsonObject, secret: string): Promise<Judged> => {
    const judged = judgeMetadata(clientId, said, secret);
    if (judged.kind === 'refused') return judged;
    const { sector_identifier_uri: uri, redirect_uris: redirectUris = [] } = judged.metadata;
    if (uri === undefined) return judged;
    const fetched = await egress.fetchText(uri, { accept: 'application/json' });
    if (fetched.kind !== 'fetched') return refused('sector_identifier_uri', 'cannot be fetched');
    return namesAll(fetched.text, redirectUris)
      ? judged
      : refused('sector_identifier_uri', 'must lead to a JSON array that holds every redirect URI');
  };

  const replace: ClientRegistry['replace'] = async (clientId, accessToken, said) => {
    const found = await own(clientId, accessToken);
    if (!found) return { kind: 'unknown' };
    const current = openSecret(found.sealedSecret, sealer) ?? newBearerValue(random);
    const judged = await judge(clientId, said, current);
    if (judged.kind === 'refused') return judged;
    const { metadata, secret } = judged;
    const outcome = await registrations.replaceOwn(
      pool,
      {
        ...found,
        document: metadata,
        sealedSecret: secret === undefined ? undefined : sealer.seal(secret),
        accessTokenHash: hashBearerValue(accessToken),
      },
      found.version,
      clock(),
    );
    // Judging takes as long as the sector document does, and an administrator may have switched it off meanwhile.
    if (outcome === 'refused') return replace(clientId, accessToken, said);
    await registry.reload(pool);
    return {
      kind: 'registered',
      client: { clientId, metadata, secret, issuedAt: found.createdAt },
      accessToken,
    };
  };

  return {
    async admit(token, remoteAddress) {
      const shown = token === undefined ? undefined : hashBearerValue(token);
      const known = knownTokens.find(hash => shown !== undefined && equalInConstantTime(hash, shown));
      if (policy.mode === 'token' && known === undefined) return { kind: 'unknown' };
      const holder = known ?? subscriberAddress(remoteAddress);
      const limit = { attempts: policy.mostPerHour, window: hour };
      const key = hashBearerValue(`registration ${holder}`);
      const counted = await attempts.record(pool, key, clock(), limit);
      return counted.kind === 'allowed'
        ? { kind: 'admitted' }
        : { kind: 'limited', retryAfter: Math.max(1, counted.until - clock()) };
    },

    async register(said): Promise<RegistrationOutcome> {
      const present = await registrations.list(pool, kind);
      if (present.filter(({ managedBy }) => managedBy === 'client').length >= mostClients)
        return { kind: 'full', retryAfter };
      const clientId = uuid(random);
      const judged = await judge(clientId, said, newBearerValue(random));
      if (judged.kind === 'refused') return judged;
      const { metadata, secret } = judged;
      const accessToken = newBearerValue(random);
      const issuedAt = clock();
      const added = await registrations.addOwn(
        pool,
        {
          kind,
          id: clientId,
          document: metadata,
          sealedSecret: secret === undefined ? undefined : sealer.seal(secret),
          managedBy: 'client',
          accessTokenHash: hashBearerValue(accessToken),
        },
        issuedAt,
        mostClients,
      );
      if (added === 'full') return { kind: 'full', retryAfter };
      await registry.reload(pool);
      return { kind: 'registered', client: { clientId, metadata, secret, issuedAt }, accessToken };
    },

    async find(clientId, accessToken) {
      const found = await own(clientId, accessToken);
      if (!found) return undefined;
      const secret = openSecret(found.sealedSecret, sealer);
      return { clientId, metadata: found.document, secret, issuedAt: found.createdAt };
    },

    replace,

    revokeMisused: (clientId, accessToken) =>
      registrations.revokeAccessToken(pool, hashBearerValue(accessToken), clientId),

    async remove(clientId, accessToken) {
      if (!(await own(clientId, accessToken))) return 'unknown';
      await registrations.remove(pool, kind, clientId, clock());
      await registry.reload(pool);
      return 'removed';
    },
  };
}
