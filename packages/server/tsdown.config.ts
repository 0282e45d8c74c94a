/** The published program: our own packages in one bundle, what npm delivers left outside. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

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
      'pino',
      'postcss',
      'yaml',
      'zod',
      '@node-rs/argon2',
      '@node-rs/bcrypt',
      '@photostructure/sqlite',
      '@simplewebauthn/server',
    ],
    alwaysBundle: [/^@symbolon\//, /^preact/],
  },
  // All chunks lie side by side: the database's worker is found beside whichever of them starts it.
  outputOptions: { chunkFileNames: '[name]-[hash].js' },
  // The worker is a file of its own, because a thread is started from a file.
  copy: existsSync(writer) ? [{ from: writer, to: 'dist' }] : [],
});
