/** `npm start`: installs and builds what is out of date, then becomes the server. */
import { pathToFileURL } from 'node:url';
import { build, bundle, install, requireNode } from './workspace.mjs';

requireNode();
if (!install()) {
  console.error('npm ci failed: what is above says why.');
  process.exit(1);
}
if (!build()) {
  console.error('The build failed: what is above says why.');
  process.exit(1);
}
await import(pathToFileURL(bundle).href);
