/** The secrets of a client as they are stored: each sealed, one beside the other while the client changes over. */
import { hashBearerValue, type Sealer } from '@symbolon/foundation';
import { MasterKeyMismatch } from '../keys/signing-keys.ts';

/** Sealed texts hold no space. */
const sealedSecrets = (stored: string | undefined): readonly string[] =>
  stored === undefined ? [] : stored.split(' ');

/** The oldest first. */
export const openSecrets = (stored: string | undefined, sealer: Sealer): readonly string[] =>
  sealedSecrets(stored).map(sealed => {
    const secret = sealer.open(sealed);
    if (secret === undefined) throw new MasterKeyMismatch();
    return secret;
  });

const idLength = 16;
const idOf = (sealed: string): string => hashBearerValue(sealed).slice(0, idLength);

/** What secrets are called by where they cannot be shown, in their order. */
export const secretIds = (stored: string | undefined): readonly string[] => sealedSecrets(stored).map(idOf);

export const withSecret = (stored: string | undefined, sealed: string): string =>
  [...sealedSecrets(stored), sealed].join(' ');

/** Undefined where none is left. */
export const withoutSecret = (stored: string | undefined, id: string): string | undefined =>
  sealedSecrets(stored)
    .filter(sealed => idOf(sealed) !== id)
    .join(' ') || undefined;
