/** What is said when the server is ready: to a person at a terminal in words, to a collector of logs in its own form. */
import type { Log } from './observability/log.ts';

export interface Announced {
  readonly origin: string;
  /** Where the first administrator is made; undefined once there is one. */
  readonly setupUrl: string | undefined;
  /** Undefined where the server runs by a configuration file. */
  readonly demoUser: { readonly username: string; readonly password: string } | undefined;
}

export interface Audience {
  readonly isTerminal: boolean;
  /** To standard output, as it stands. */
  readonly print: (text: string) => void;
  readonly log: Log;
}

/** The set-up link and the password go past the log: they are for whoever started the server, and for nobody's archive. */
export function announce(announced: Announced, { isTerminal, print, log }: Audience): void {
  const { origin, setupUrl, demoUser } = announced;
  if (isTerminal) {
    print(greeting(announced));
    return;
  }
  log.info('Symbolon is ready', { address: origin });
  if (setupUrl !== undefined) print(`make the first administrator: ${setupUrl}\n`);
  if (demoUser) print(`demo user: ${demoUser.username}, password ${demoUser.password}\n`);
}

function greeting({ origin, setupUrl, demoUser }: Announced): string {
  const rows: [name: string, value: string][] = [
    ['Discovery', `${origin}/oidc/.well-known/openid-configuration`],
  ];
  if (demoUser) rows.push(['Demo user', demoUser.username], ['Password', demoUser.password]);
  if (setupUrl !== undefined) rows.push(['Set up', setupUrl]);
  return [
    '',
    `  Symbolon is ready at ${origin}`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`),
    '',
    ...(setupUrl === undefined ? [] : ['  The set-up link makes the first administrator. It works once.']),
    '  Press Ctrl+C to stop.',
    '',
    '',
  ].join('\n');
}
