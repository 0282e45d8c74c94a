/** `npm test`: every check in order, all of them even when one fails; the last line counts. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build, install, requireNode, root, run, runTool } from './workspace.mjs';

requireNode();

const report = join(root, '.build/vitest.json');
/** Folders with a lock file of their own, so that what tests are run against stays out of the main install. */
const ownInstallations = ['tests/interop/clients', 'tests/runtimes', 'tests/postgres'].map(folder =>
  join(root, folder),
);
let browser;

function test() {
  mkdirSync(join(root, '.build'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const environment = browser === undefined ? {} : { CHROME_PATH: browser };
  return runTool('vitest', ['run', ...reporters], { environment });
}

/** In the order in which they run. */
const steps = {
  install: () => [root, ...ownInstallations].every(folder => install(folder)),
  browser: () => {
    browser = findBrowser();
    return browser !== undefined;
  },
  types: () => runTool('tsc', ['-b']),
  lint: () => runTool('biome', process.stdout.isTTY ? ['ci'] : ['ci', '--colors=off']),
  architecture: () => runTool('tsx', ['tools/check-architecture.ts']),
  bundle: build,
  tests: test,
  // Not for every day: it installs everything once more.
  ...(process.argv.includes('--clean-clone') && {
    'clean clone': () => run(process.execPath, ['tools/clean-clone.mjs']),
  }),
};

/** What vitest counted; a file that could not even be read counts as one failure, and so does a run without a report. */
function countTests(isGreen) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: isGreen ? failed : Math.max(1, failed) };
}

const results = Object.entries(steps).map(([name, step]) => {
  const startedAt = performance.now();
  const isGreen = step();
  return { name, isGreen, seconds: (performance.now() - startedAt) / 1000 };
});

console.log('');
for (const { name, isGreen, seconds } of results) {
  console.log(`${isGreen ? 'ok    ' : 'FAILED'} ${name.padEnd(14)} ${seconds.toFixed(1)} s`);
}
const { passed, failed } = countTests(results.some(({ name, isGreen }) => name === 'tests' && isGreen));
const failedSteps = results.filter(({ name, isGreen }) => name !== 'tests' && !isGreen).length;
console.log(`${passed} passed, ${failed + failedSteps} failed`);
process.exitCode = failed + failedSteps === 0 ? 0 : 1;
