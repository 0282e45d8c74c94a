/**
 * The published program in one bundle: our own packages, and of what npm delivers all that every start needs. Hundreds of
 * small files would take longer to find than to run. What is loaded later, or is compiled, stays outside.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';
import { bundledLicenses } from '../../tools/bundled-licenses.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const writer = here('../storage/src/engines/sqlite/writer.mjs');

export default defineConfig({
  cwd: here('.'),
  entry: { main: 'src/main.ts' },
  outDir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  dts: false,
  sourcemap: false,
  clean: true,
  deps: {
    neverBundle: [
      'nodemailer',
      'pg',
      '@node-rs/argon2',
      '@node-rs/bcrypt',
      '@photostructure/sqlite',
      '@simplewebauthn/server',
    ],
    alwaysBundle: [/^@symbolon\//, /^preact/, 'pino', 'postcss', 'uqr', 'yaml', 'zod'],
    // These, and what they need: anything else in the bundle fails the build.
    onlyBundle: [
      ...[
        'pino',
        /^@pinojs\//,
        'atomic-sleep',
        'on-exit-leak-free',
        'pino-std-serializers',
        'quick-format-unescaped',
      ],
      ...['safe-stable-stringify', 'sonic-boom', 'thread-stream'],
      ...['postcss', 'nanoid', 'picocolors', 'source-map-js'],
      ...[/^preact/, 'uqr', 'yaml', 'zod'],
    ],
  },
  plugins: [bundledLicenses('licenses.md')],
  // All chunks lie side by side: the database's worker is found beside whichever of them starts it.
  outputOptions: { chunkFileNames: '[name]-[hash].js' },
  // The worker is a file of its own, because a thread is started from a file.
  copy: existsSync(writer) ? [{ from: writer, to: 'dist' }] : [],
});
