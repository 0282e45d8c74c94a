/** A server that Symbolon is measured beside, as a package that is installed in this folder. */
import { existsSync, readFileSync } from 'node:fs';
import { type ServerKind, titles } from './server.ts';

export interface PeerKind extends ServerKind {
  /** Those that it consists of. */
  readonly packages: readonly string[];
}

const manifestOf = (name: string) => new URL(`../node_modules/${name}/package.json`, import.meta.url);

export function requireInstalled({ packages }: PeerKind): void {
  for (const name of packages)
    if (!existsSync(manifestOf(name)))
      throw new Error(`${name} is not installed: run npm ci in bench/ first.`);
}

/** Name and version, as they head a report. */
export function describePeer({ name, packages }: PeerKind): string {
  const [first = ''] = packages;
  return `${titles[name]} ${JSON.parse(readFileSync(manifestOf(first), 'utf8')).version}`;
}
