/** `npm run examples`: the provider and one application for each mode, together. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { at, portOf, protectedApi, provider, shifted } from './addresses.ts';
import { startHybrid } from './hybrid.ts';
import { startImplicit } from './implicit.ts';
import { startMachineToMachine } from './machine-to-machine.ts';
import { startPasswordMigration } from './password-migration.ts';
import { startProtectedApi } from './protected-api.ts';
import { startSinglePageApp } from './single-page-app.ts';
import { startWebApp } from './web-app.ts';

const here = import.meta.dirname;
const data = process.env['EXAMPLES_DATA'] ?? join(here, 'data');
mkdirSync(data, { recursive: true });
const configuration = join(data, 'symbolon.config.yaml');
writeFileSync(configuration, shifted(readFileSync(join(here, 'symbolon.config.yaml'), 'utf8')));

const program = join(here, '../packages/server/dist/main.js');
const words = ['start', '--config', configuration, '--data', data, '--port', String(portOf(3000))];
const server = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
server.once('exit', code => process.exit(code ?? 0));
process.once('exit', () => server.kill());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill('SIGTERM'));

await new Promise<void>(resolve => {
  createInterface(server.stdout).on('line', line => line.includes('Symbolon is ready') && resolve());
});
await Promise.all([
  startWebApp(),
  startSinglePageApp(),
  startImplicit(),
  startHybrid(),
  startMachineToMachine(),
  startPasswordMigration(),
  startProtectedApi(),
]);

console.log(`
  Symbolon                ${provider}

  Web app (code)          ${at(4001)}
  Single-page app (PKCE)  ${at(4002)}
  Implicit                ${at(4003)}
  Hybrid                  ${at(4004)}
  Machine to machine      ${at(4005)}
  Password migration      ${at(4006)}
  Protected API           ${protectedApi}/api/protected

  Sign in as alice with: wonderland for the examples
`);
