/** Where the 32 bytes come from that every other symmetric key is derived from. */
import type { Random } from '@symbolon/foundation';
import { CannotKeepSecret, keepSecret } from './kept-secret.ts';

export const masterKeyForm = 'must be 32 bytes in base64url (43 characters) or hex (64 characters)';
export const masterKeyVariable = 'SYMBOLON_MASTER_KEY';
export const masterKeyFile = 'master.key';

export type FoundMasterKey =
  | {
      readonly kind: 'key';
      readonly secret: Buffer;
      readonly source: 'environment' | 'configuration' | 'file' | 'made';
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface MasterKeyOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the configuration refers to, already read. */
  readonly configured: string | undefined;
  readonly dataFolder: string;
  readonly random: Random;
}

/** The environment wins over the configuration; without either the key is kept in the data folder, made at the first start. */
export function findMasterKey(options: MasterKeyOptions): FoundMasterKey {
  const { environment, configured, dataFolder, random } = options;
  const fromEnvironment = environment[masterKeyVariable];
  if (fromEnvironment !== undefined) {
    return judge(fromEnvironment, 'environment', `the environment variable ${masterKeyVariable}`);
  }
  if (configured !== undefined) return judge(configured, 'configuration', 'master_key of the configuration');
  try {
    const kept = keepSecret(dataFolder, masterKeyFile, random, () => random(32).toString('base64url'));
    return judge(kept.text, kept.origin === 'made' ? 'made' : 'file', `${masterKeyFile} in the data folder`);
  } catch (error) {
    if (error instanceof CannotKeepSecret) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

function judge(
  text: string,
  source: 'environment' | 'configuration' | 'file' | 'made',
  name: string,
): FoundMasterKey {
  const secret = parseMasterKey(text);
  if (secret === undefined) return { kind: 'refused', reason: `${name} ${masterKeyForm}.` };
  return { kind: 'key', secret, source };
}

/** The bytes of a key as text; undefined where they are not 32. Plain base64 with padding is understood too. */
export function parseMasterKey(text: string): Buffer | undefined {
  const bare = text.trim();
  if (/^[0-9a-f]{64}$/i.test(bare)) return Buffer.from(bare, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(bare)) return undefined;
  const bytes = Buffer.from(bare, 'base64');
  return bytes.length === 32 ? bytes : undefined;
}
