/** Where everything is kept: the section `storage` of the configuration file. */
import { resolve } from 'node:path';
import type { StorageSettings } from '@symbolon/storage';
import { z } from 'zod';
import { evenIfMembersAreWrong } from './schema-issues.ts';
import { type SecretReader, secretSchema } from './secret-reference.ts';

const defaultConnections = 4;

/** Which engine each other member belongs to. */
const engineOf = { path: 'sqlite', url: 'postgres', connections: 'postgres' } as const;
const members = ['path', 'url', 'connections'] as const;

export const storageSchema = (read: SecretReader) =>
  z
    .strictObject({
      engine: z.enum(['sqlite', 'postgres']).optional(),
      path: z.string().min(1).max(1000).optional(),
      url: secretSchema(read)
        .refine(
          text => /^postgres(?:ql)?:\/\/[^\s]+$/.test(text),
          'must be an address such as postgres://user:password@host:5432/database, or a reference to one',
        )
        .optional(),
      connections: z.int().min(2).max(100).optional(),
    })
    .superRefine((storage, context) => {
      const engine = storage.engine ?? 'sqlite';
      for (const member of members) {
        if (storage[member] === undefined || engineOf[member] === engine) continue;
        const message = `belongs to the engine ${engineOf[member]}: set storage.engine to it`;
        context.addIssue({ code: 'custom', path: [member], message });
      }
      if (engine === 'postgres' && storage.url === undefined)
        context.addIssue({ code: 'custom', path: ['url'], message: 'is required' });
    }, evenIfMembersAreWrong);

type StorageFile = z.output<ReturnType<typeof storageSchema>>;

export interface StorageFolders {
  readonly dataFolder: string;
  readonly fileFolder: string;
}

export function toStorage(
  { engine, path, url, connections = defaultConnections }: StorageFile,
  { dataFolder, fileFolder }: StorageFolders,
): StorageSettings {
  if (engine === 'postgres' && url !== undefined) return { engine, url, connections };
  return { engine: 'sqlite', path: path === undefined ? databaseIn(dataFolder) : resolve(fileFolder, path) };
}

export const databaseIn = (dataFolder: string): string => resolve(dataFolder, 'symbolon.db');
