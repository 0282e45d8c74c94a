/** The rules of the house as a check: prints each breach with its line and rule, and fails when there is one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breachesOf } from './architecture.ts';
import { rules } from './architecture-rules.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const skipped = new Set(['node_modules', 'dist', '.build', 'clients']);

function sources(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sources(path);
    return /\.(?:ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const paths = ['packages', 'tests', 'tools', 'examples', 'bench'].flatMap(folder =>
  sources(join(root, folder)),
);
const breaches = paths.flatMap(path =>
  breachesOf({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }),
);
for (const { path, line, rule, detail } of breaches) {
  console.error(`${path}:${line} ${detail} (${rule}: ${rules.sentences[rule]})`);
}
console.log(`architecture: ${paths.length} files, ${breaches.length} breaches`);
process.exitCode = breaches.length === 0 ? 0 : 1;
