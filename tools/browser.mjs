/** The browser that the tests drive: found, or installed where that is possible. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './workspace.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chrome'];

/** The path of a Chromium; undefined, with a sentence on standard error, where there is none. */
export function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    console.error(`CHROME_PATH names ${wanted}, which does not exist.`);
    return undefined;
  }
  const found = installedBrowser() ?? (installBrowser() ? installedBrowser() : undefined);
  if (found === undefined) {
    console.error('The browser tests need Chromium or Chrome: install it, or name it with CHROME_PATH.');
  }
  return found;
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...places, ...names.flatMap(name => folders.map(folder => join(folder, name)))];
  return candidates.find(path => existsSync(path));
}

function installBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log('Installing Chromium…');
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  return (
    run('apt-get', ['update', '-qq'], { quiet: true, environment }) &&
    run('apt-get', install, { quiet: true, environment })
  );
}
