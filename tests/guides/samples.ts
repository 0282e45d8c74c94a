/** The samples of the guides, taken out of the pages and moved to where the test has its servers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freePort } from '../testkit/free-port.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';

const root = join(import.meta.dirname, '../..');

export interface Guides {
  readonly server: StartedServer;
  /** Where the samples think that this port is. */
  at(port: number): string;
  /** A sample of a page by its fence, as `node`, `browser` or `curl`. */
  sample(page: string, fence: string): string;
  close(): Promise<void>;
}

/** The provider with the applications of the examples, at free ports. */
export async function openGuides(): Promise<Guides> {
  const named = [4001, 4002, 4003, 4004, 4014, 5000];
  const ports = new Map<number, number>();
  for (const port of named) ports.set(port, await freePort());
  const at = (port: number) => `http://localhost:${ports.get(port)}`;
  const move = (text: string) =>
    text
      .replaceAll(/http:\/\/localhost:(\d+)/g, (whole, port) =>
        ports.has(Number(port)) ? at(Number(port)) : whole,
      )
      .replaceAll(/listen\((\d+)\)/g, (_, port) => `listen(${ports.get(Number(port))})`);
  const configuration = move(readFileSync(join(root, 'examples/symbolon.config.yaml'), 'utf8'));
  const { user_pools: pools } = parse(configuration);
  const { applications, users, name: _, ...pool } = pools[0];
  const server = await startServer({ applications, users, pool });
  return {
    server,
    at,
    sample(page, fence) {
      const text = readFileSync(join(root, `docs/guides/${page}.md`), 'utf8');
      const found = new RegExp(`\`\`\`(?:js|sh) ${fence}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
      if (found === undefined) throw new Error(`${page} has no sample for ${fence}`);
      return move(found).replaceAll('http://localhost:3000', server.origin);
    },
    close: () => server.close(),
  };
}
