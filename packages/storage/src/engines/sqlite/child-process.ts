/** For the tests of the engine: a process of its own that opens a database and writes to it without end, until it is killed. */
import { createSecretKey } from 'node:crypto';
import { createSystemRandom, readPoolId } from '@symbolon/foundation';
import { openStorage } from '../../storage.ts';

const [, , path = ''] = process.argv;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function writeForever(): Promise<never> {
  const storage = await openStorage(
    { engine: 'sqlite', path },
    { auditKey: createSecretKey(Buffer.alloc(32)), clock: () => 0, random: createSystemRandom() },
  );
  const pool = readPoolId('default');
  if (pool === undefined) throw new TypeError('default is a pool');
  say('opened');
  for (let round = 0; ; round++) {
    const names = Array.from({ length: 8 }, (_, index) => `${round}-${index}`);
    await Promise.all(
      names.map(async name => {
        await storage.settings.put(pool, name, 'kept');
        say(name);
      }),
    );
  }
}

writeForever().catch((error: Error) => say(error.name));
