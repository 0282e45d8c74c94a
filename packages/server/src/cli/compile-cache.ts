/** Compiled code kept from one start to the next, where Node can — Node.js 22.8, `module.enableCompileCache`. */
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';

/**
 * In the data folder, which is this user's alone: whoever could write into the cache could have this program run their
 * code. The first start makes the folder, so the second is the first to keep anything.
 */
export function keepCompiled(dataFolder: string): void {
  const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (typeof enable === 'function' && existsSync(dataFolder))
    Reflect.apply(enable, nodeModule, [join(dataFolder, 'compiled')]);
}
