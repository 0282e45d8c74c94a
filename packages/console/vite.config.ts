/** How the console is built: hashed files, each compressed once at build time, put beside the server's bundle. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('../server/dist/console');

/** The server compresses nothing while it serves. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  closeBundle() {
    const folder = join(outDir, 'assets');
    for (const name of readdirSync(folder).filter(each => /\.(?:js|css|svg)$/.test(each))) {
      const path = join(folder, name);
      const content = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
    }
  },
});

export default defineConfig({
  root: here('.'),
  base: '/console/',
  publicDir: false,
  plugins: [compressed()],
  resolve: {
    alias: {
      '@symbolon/client-browser': here('../client-browser/src/index.ts'),
      '@symbolon/user-file': here('../user-file/src/index.ts'),
      '@symbolon/client': here('../client/src/index.ts'),
    },
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // A file of its own even where it is small: the policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
  },
});
