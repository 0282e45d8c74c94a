/** Secrets by reference: `env:NAME` and `file:PATH`, or the text itself. */
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

export type SecretReading =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** Follows a reference; a text that is none is the secret itself. */
export type SecretReader = (reference: string) => SecretReading;

const largest = 64 * 1024;

/** `folder` is where relative paths begin: the folder of the configuration file. */
export function createSecretReader(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): SecretReader {
  return reference => {
    if (reference.startsWith('env:')) return readVariable(environment, reference.slice('env:'.length));
    if (reference.startsWith('file:')) return readFile(resolve(folder, reference.slice('file:'.length)));
    return { kind: 'read', text: reference };
  };
}

function readVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): SecretReading {
  // What does not look like the name of a variable may be a secret in its place.
  if (!/^[A-Z_][A-Z0-9_]*$/i.test(name))
    return { kind: 'missing', reason: 'env: is followed by the name of a variable' };
  const text = environment[name];
  if (text === undefined) return { kind: 'missing', reason: `the environment variable ${name} is not set` };
  return text === ''
    ? { kind: 'missing', reason: `the environment variable ${name} is empty` }
    : { kind: 'read', text };
}

function readFile(path: string): SecretReading {
  const bytes = Buffer.alloc(largest + 1);
  let length = 0;
  try {
    const descriptor = openSync(path, 'r');
    try {
      length = readSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return { kind: 'missing', reason: 'the file of this reference cannot be read' };
  }
  if (length > largest) return { kind: 'missing', reason: 'the file of this reference is larger than 64 KB' };
  // Editors and `echo` end a file with a line break that is no part of the secret.
  const text = bytes.toString('utf8', 0, length).replace(/\r?\n$/, '');
  return text === ''
    ? { kind: 'missing', reason: 'the file of this reference is empty' }
    : { kind: 'read', text };
}

/** A text that may be written as a reference. */
export const secretSchema = (read: SecretReader) =>
  z.string().transform((reference, context) => {
    const reading = read(reference);
    if (reading.kind === 'read') return reading.text;
    context.addIssue({ code: 'custom', message: reading.reason });
    return z.NEVER;
  });
