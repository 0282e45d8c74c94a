/** THE TABLE of commands, and the line that runs one. */
import { createSystemRandom, systemClock } from '@symbolon/foundation';
import { version } from '../version.ts';
import { type CommandDefinition, readArguments } from './arguments.ts';
import { keepCompiled } from './compile-cache.ts';
import type { Command, CommandEdges, ExitCode } from './edges.ts';
import { told } from './told.ts';

const config = { value: 'FILE', help: 'the configuration file (YAML or JSON)' };
const pool = { value: 'NAME', help: 'the user pool; default where it is left out' };
const data = { value: 'FOLDER', help: 'where the database and the master key are kept' };

/** Each is loaded only when it is called: what it needs to read a configuration is most of the program's start. */
const commands: Readonly<Record<string, CommandDefinition & { readonly load: () => Promise<Command> }>> = {
  start: {
    help: 'start the server (what happens without a command)',
    options: {
      config,
      data,
      port: { value: 'N', help: 'the port to listen on, instead of the one in the file' },
      host: { value: 'HOST', help: 'the address to listen on, instead of the one in the file' },
    },
    load: async () => (await import('./start.ts')).start,
  },
  check: {
    help: 'judge a configuration file, and print what it amounts to without its secrets',
    options: { config },
    load: async () => (await import('./check.ts')).check,
  },
  'app create': {
    help: 'register an application; its secret is told once',
    options: {
      name: { value: 'NAME', help: 'as end-users see it' },
      type: { value: 'TYPE', help: 'web, spa, native or machine' },
      'redirect-uri': { value: 'URI', help: 'where end-users come back; several with commas between them' },
      id: { value: 'ID', help: 'its client_id; made where it is left out' },
      pool,
      config,
      data,
    },
    load: async () => (await import('./app-create.ts')).createApp,
  },
  'user import': {
    help: 'bring users along with their password hashes, from JSON or CSV',
    operand: 'FILE',
    options: { pool, config, data },
    load: async () => (await import('./user-import.ts')).importUsers,
  },
  'user invite': {
    help: 'ask somebody by e-mail to make their account',
    operand: 'EMAIL',
    options: {
      name: { value: 'NAME', help: 'what they are called' },
      role: { value: 'ROLE', help: 'of an administrator, with --pool administrators' },
      ...{ pool, config, data },
    },
    load: async () => (await import('./user-invite.ts')).inviteUser,
  },
  backup: {
    help: 'copy the database into a new file, whether or not the server runs',
    operand: 'FILE',
    options: { config, data },
    load: async () => (await import('./backup.ts')).backUp,
  },
  restore: {
    help: 'put a copy in the place of the database, while no server runs',
    operand: 'FILE',
    options: { config, data },
    load: async () => (await import('./backup.ts')).restore,
  },
  doctor: {
    help: 'look for what is wrong, or could be better',
    options: { config, data },
    load: async () => (await import('./doctor.ts')).doctor,
  },
  'keys list': {
    help: 'tell the signing keys of every user pool',
    options: { config, data },
    load: async () => (await import('./keys.ts')).listKeys,
  },
  'keys rotate': {
    help: 'announce new signing keys now, whether or not the server runs',
    options: { config, data },
    load: async () => (await import('./keys.ts')).rotateKeys,
  },
};

/** Loaded only where it is wanted: an error of it is known by its name. */
const asCannot = (error: unknown): never => {
  if (!(error instanceof Error && error.name.startsWith('Storage'))) throw error;
  throw Object.assign(new Error(error.message, { cause: error }), { name: 'CannotUseDatabase' });
};

export async function runCommandLine(words: readonly string[], edges: CommandEdges): Promise<ExitCode> {
  const read = readArguments(words, commands, 'start');
  if (read.kind === 'help') edges.print(help());
  if (read.kind === 'version') edges.print(version);
  if (read.kind === 'wrong') {
    edges.complain(`symbolon: ${read.reason} (symbolon --help lists all)`);
    return 2;
  }
  if (read.kind !== 'command') return 0;
  try {
    if (read.name === 'start') keepCompiled(told(read.values, edges).dataFolder);
    const run = await commands[read.name]?.load();
    return (await run?.(read.values, edges)) ?? 2;
  } catch (error) {
    // What the operator can mend is told in one sentence; anything else is a fault of ours, and keeps its stack.
    // It is recognised by name, because the modules of these errors are loaded only where they are needed.
    if (!(error instanceof Error && error.name.startsWith('Cannot'))) throw error;
    edges.complain(`symbolon: ${error.message}`);
    return 1;
  }
}

function help(): string {
  const lines = Object.entries(commands).flatMap(([name, { help: what, options, operand }]) => [
    `  symbolon ${name}${operand === undefined ? '' : ` ${operand}`}`.padEnd(30).concat(what),
    ...Object.entries(options).map(([option, { value, help: meaning }]) =>
      `    --${option}${value === undefined ? '' : ` ${value}`}`.padEnd(30).concat(meaning),
    ),
  ]);
  return [
    'Usage: symbolon [command] [options]',
    '',
    ...lines,
    '  symbolon --version',
    '  symbolon --help',
  ].join('\n');
}

/** A bar where somebody looks on. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((done / Math.max(1, all)) * 30);
  const end = done === all ? '\n' : '';
  process.stderr.write(`\r[${'='.repeat(filled)}${' '.repeat(30 - filled)}] ${done} of ${all}${end}`);
}

/** The command line of this very process. */
export async function runProcess(): Promise<void> {
  const exitCode = await runCommandLine(process.argv.slice(2), {
    environment: process.env,
    workingFolder: process.cwd(),
    random: createSystemRandom(),
    clock: systemClock,
    runtime: process.versions.node,
    print: line => console.log(line),
    complain: line => console.error(line),
    progress: showProgress,
    administer: async place => {
      const { openAdministration } = await import('../control/administration.ts');
      const machine = { environment: process.env, clock: systemClock, random: createSystemRandom() };
      return openAdministration(place, machine);
    },
    backUp: async (database, target) => {
      const { backUpDatabase } = await import('@symbolon/storage');
      try {
        backUpDatabase(database, target);
      } catch (error) {
        asCannot(error);
      }
    },
    restore: async (source, database) => {
      const { restoreDatabase } = await import('@symbolon/storage');
      try {
        return restoreDatabase(source, database, `before-${systemClock()}`);
      } catch (error) {
        return asCannot(error);
      }
    },
    start: async options => (await import('../start.ts')).start(options),
  });
  // A server that failed half way may still hold the database open.
  if (exitCode !== 0) process.exit(exitCode);
}
