/** `npm run bench`: installs and builds what is out of date, then measures. */
import { join } from 'node:path';
import { build, install, requireNode, root, runTool } from './workspace.mjs';

requireNode();
if (!install() || !install(join(root, 'bench')) || !build()) {
  console.error('The bench cannot start: what is above says why.');
  process.exit(1);
}
process.chdir(root);
process.exitCode = runTool('tsx', ['bench/main.ts', ...process.argv.slice(2)]) ? 0 : 1;
