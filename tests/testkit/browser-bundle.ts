/** A package of ours as a page loads it: one script, made of what is written. */
import { fileURLToPath } from 'node:url';
import { Rolldown } from 'tsdown';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

interface BundleOptions {
  /** Packages of ours that stay outside. */
  readonly external?: readonly string[];
  /** The global name of its exports; without it the bundle is a module. */
  readonly globalName?: string;
}

export async function bundleOf(name: string, options: BundleOptions = {}): Promise<string> {
  const { external = [], globalName } = options;
  const { output } = await Rolldown.build({
    input: `${packages}/${name}/src/index.ts`,
    write: false,
    platform: 'browser',
    external: [...external],
    resolve: { alias: external.length > 0 ? {} : { '@symbolon/client': `${packages}/client/src/index.ts` } },
    output: { minify: true, ...(globalName === undefined ? {} : { format: 'iife', name: globalName }) },
  });
  return output[0].code;
}
