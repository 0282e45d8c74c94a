/** The licences of what npm delivers and a bundle takes in, as a file of the bundle: whoever is given one is given the other. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'tsdown';

export const bundledLicenses = (fileName: string): Rolldown.Plugin => ({
  name: 'bundled-licenses',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(output =>
      output.type === 'chunk' ? output.moduleIds : [],
    );
    const folders = new Set(modules.flatMap(id => id.match(packageFolder)?.[0] ?? []));
    const source = [...folders].map(licenseOf).sort().join('\n');
    this.emitFile({ type: 'asset', fileName, source });
  },
});

const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(each => /^licen[cs]e(?:\.|$)/i.test(each));
  if (file === undefined)
    throw new Error(`${name} brings no text of its licence along: it cannot be bundled`);
  return `## ${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
