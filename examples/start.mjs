/** `npm run examples`: installs and builds what is out of date, then starts everything. */
import { build, install, requireNode, root, runTool } from '../tools/workspace.mjs';

requireNode();
const packages = ['client', 'client-browser', 'resource-server'].map(name => `packages/${name}`);
if (!install() || !build() || !runTool('tsc', ['-b', ...packages])) {
  console.error('The examples cannot start: what is above says why.');
  process.exit(1);
}
process.chdir(root);
runTool('tsx', ['examples/main.ts']);
