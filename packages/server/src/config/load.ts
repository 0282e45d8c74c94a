/** Reads, resolves and judges a configuration file: all of its problems at once, none of its secrets. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Configuration, type ConfigurationEdges, toConfiguration } from './configuration.ts';
import { readDocument } from './document.ts';
import { inOrder, type Problem } from './problem.ts';
import { createConfigurationSchema } from './schema.ts';
import { problemsOf } from './schema-issues.ts';
import { createSecretReader } from './secret-reference.ts';

export type Loaded =
  | { readonly kind: 'loaded'; readonly configuration: Configuration }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface LoadOptions extends Omit<ConfigurationEdges, 'fileFolder'> {
  /** The path of a YAML or JSON file. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function loadConfiguration({ file, ...options }: LoadOptions): Loaded {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const message = 'the configuration file cannot be read';
    return { kind: 'refused', problems: [{ path: '', line: 1, column: 1, message }] };
  }
  return readConfiguration(text, { ...options, fileFolder: dirname(resolve(file)) });
}

/** The same from the text of a file. JSON is read as the part of YAML that it is. */
export function readConfiguration(
  text: string,
  options: ConfigurationEdges & Pick<LoadOptions, 'environment'>,
): Loaded {
  const reading = readDocument(text);
  if (reading.kind === 'unreadable') return { kind: 'refused', problems: inOrder(reading.problems) };
  const schema = createConfigurationSchema(createSecretReader(options.environment, options.fileFolder));
  // An empty file asks for nothing: everything is as it is by default.
  const judged = schema.safeParse(reading.document.value ?? {}, { jitless: true });
  if (judged.success) return { kind: 'loaded', configuration: toConfiguration(judged.data, options) };
  return { kind: 'refused', problems: inOrder(problemsOf(judged.error.issues, schema, reading.document)) };
}
