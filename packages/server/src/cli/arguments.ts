/** Reads a command line by a table of commands: strictly, with a suggestion for what is not known. */
import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';

export interface OptionDefinition {
  /** What stands for the value in the help; undefined for a switch. */
  readonly value: string | undefined;
  readonly help: string;
}

export interface CommandDefinition {
  readonly help: string;
  /** A word that is no option, such as `FILE`: its value goes by that name. It must be there. */
  readonly operand?: string;
  readonly options: Readonly<Record<string, OptionDefinition>>;
}

export type CommandTable = Readonly<Record<string, CommandDefinition>>;

export type ParsedArguments =
  | { readonly kind: 'command'; readonly name: string; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly reason: string };

const wrong = (reason: string): ParsedArguments => ({ kind: 'wrong', reason });
const meant = (name: string | undefined) => (name === undefined ? '' : `; did you mean ${name}?`);

/** Without a name the command is `fallback`. */
export function readArguments(
  words: readonly string[],
  commands: CommandTable,
  fallback: string,
): ParsedArguments {
  const typed = commandOf(words, commands);
  const name = typed === '' ? fallback : typed;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const known = Object.keys(commands);
    const suggestion = nearest(name, known) ?? known.find(whole => whole.startsWith(`${name} `));
    return wrong(`unknown command ${quote(name)}${meant(suggestion)}`);
  }
  return readOptions(words.slice(typed === '' ? 0 : typed.split(' ').length), name, command);
}

/** The words that name the command: two where commands begin with the first, none where it is an option. */
function commandOf([first = '', second = '']: readonly string[], commands: CommandTable): string {
  const isOption = (word: string) => word === '' || word.startsWith('-');
  if (isOption(first)) return '';
  const isGroup = Object.keys(commands).some(name => name.startsWith(`${first} `));
  return isGroup && !isOption(second) ? `${first} ${second}` : first;
}

function readOptions(words: readonly string[], name: string, command: CommandDefinition): ParsedArguments {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
  for (const [option, { value }] of Object.entries(command.options)) {
    options[option] = { type: value === undefined ? 'boolean' : 'string' };
  }
  const { tokens } = parseArgs({ args: [...words], options, strict: false, tokens: true });
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const { operand } = command;
      if (operand === undefined || values.has(operand))
        return wrong(`${quote(token.value)} is one word too many`);
      values.set(operand, token.value);
    }
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      const suggestion = nearest(token.name, Object.keys(options));
      return wrong(`unknown option ${quote(token.rawName)}${meant(suggestion && `--${suggestion}`)}`);
    }
    if (values.has(token.name)) return wrong(`--${token.name} stands twice`);
    // A word that begins with a dash is the next option, not the value of this one.
    const isLacking =
      token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('-'));
    if (option.type === 'string' && isLacking) return wrong(`--${token.name} needs a value`);
    if (option.type === 'boolean' && token.value !== undefined)
      return wrong(`--${token.name} takes no value`);
    values.set(token.name, token.value ?? '');
  }
  if (values.has('help')) return { kind: 'help' };
  if (command.operand !== undefined && !values.has(command.operand) && !values.has('version'))
    return wrong(`${name} needs ${command.operand}`);
  return values.has('version') ? { kind: 'version' } : { kind: 'command', name, values };
}

const quote = (word: string) => JSON.stringify(word.slice(0, 60));
