/** From the validator's issues to problems with a line, in our words. */
import { z } from 'zod';
import type { ConfigurationDocument } from './document.ts';
import { nearest } from './nearest.ts';
import { type Path, type Problem, printPath } from './problem.ts';

/** Names that an object or an enumeration will know one day: answered with "not yet" instead of "unknown". */
export const planned = z.registry<{ readonly names: readonly string[] }>();

/** One of the names that are carried out; the planned ones are refused with that very reason. */
export function oneOf<const Name extends string>(names: readonly Name[], later: readonly string[] = []) {
  return z.enum(names).register(planned, { names: later });
}

/** For rules over the members of an object that are to be told together with what is wrong inside of them. */
export const evenIfMembersAreWrong = {
  when: ({ value }: z.core.ParsePayload) =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
};

export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  document: ConfigurationDocument,
): readonly Problem[] {
  return issues.flatMap(issue => {
    if (issue.code === 'invalid_union') return problemsOf(meantBy(issue), schema, document);
    if (issue.code !== 'unrecognized_keys') return [problem(issue, schema, document)];
    return issue.keys.map(key =>
      unknownMember([...issue.path, key], key, schemaAt(schema, issue.path), document),
    );
  });
}

/** The issues of the alternative that was tried for: the one that took offence at something inside, else the first. */
function meantBy({ errors, path }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const tried = errors.find(issues =>
    issues.some(({ code, path: at }) => code !== 'invalid_type' || at.length > 0),
  );
  return (tried ?? errors[0] ?? []).map(issue => ({ ...issue, path: [...path, ...issue.path] }));
}

function at(path: Path, document: ConfigurationDocument, message: string, suggestion?: string): Problem {
  return { path: printPath(path), ...document.positionOf(path), message, ...(suggestion && { suggestion }) };
}

function unknownMember(
  path: Path,
  key: string,
  schema: z.core.$ZodType | undefined,
  document: ConfigurationDocument,
) {
  if (namesPlanned(schema).includes(key)) return at(path, document, 'is not supported by this version yet');
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const suggestion = nearest(key, known);
  const hint = suggestion === undefined && known.length > 0 ? ` (known here: ${known.join(', ')})` : '';
  return at(path, document, `is not known here${hint}`, suggestion);
}

const namesPlanned = (schema: z.core.$ZodType | undefined): readonly string[] =>
  schema === undefined ? [] : (planned.get(schema)?.names ?? []);

function problem(issue: z.core.$ZodIssue, schema: z.ZodType, document: ConfigurationDocument): Problem {
  const { path } = issue;
  const value = valueAt(document.value, path);
  if (issue.code === 'invalid_value') {
    const names = issue.values.map(String);
    if (value === undefined) return at(path, document, 'is required');
    if (typeof value === 'string' && namesPlanned(schemaAt(schema, path)).includes(value)) {
      return at(path, document, `is not supported by this version yet: it has only ${names.join(', ')}`);
    }
    const suggestion = typeof value === 'string' ? nearest(value, names) : undefined;
    return at(path, document, `must be one of ${names.join(', ')}`, suggestion);
  }
  return at(path, document, describe(issue, value));
}

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type') return describeType(issue.expected, value);
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const [bound, limit] =
      issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
    if (issue.origin === 'string') return `must have ${bound} ${limit} characters`;
    if (issue.origin === 'array') return `must have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
    return `must be ${bound} ${limit}`;
  }
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : 'has the wrong form';
}

const typeMessages: Readonly<Record<string, string>> = {
  string: 'must be a text',
  boolean: 'must be true or false',
  number: 'must be a number',
  int: 'must be a whole number',
  array: 'must be a list',
  object: 'must be a mapping of names to values',
  record: 'must be a mapping of names to values',
};

function describeType(expected: string, value: unknown): string {
  if (value === undefined) return 'is required';
  const message = typeMessages[expected] ?? 'has the wrong form';
  if (value === null) return `has no value; it ${message}`;
  const unquoted = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  return unquoted ? `${message}: put it between quotes` : message;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const segment of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, segment)) return undefined;
    found = Reflect.get(found, segment);
  }
  return found;
}

/** The schema of a member; undefined where the path leaves what objects and lists declare. */
function schemaAt(schema: z.ZodType, path: Path): z.core.$ZodType | undefined {
  let found: z.core.$ZodType | undefined = schema;
  for (const segment of path) {
    const inner = unwrap(found);
    if (inner instanceof z.ZodObject)
      found = Object.hasOwn(inner.shape, segment) ? inner.shape[String(segment)] : undefined;
    else found = inner instanceof z.ZodArray ? inner.element : undefined;
  }
  return unwrap(found);
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodPrefault) inner = inner.unwrap();
  return inner instanceof z.ZodUnion ? inner.options.find(option => option instanceof z.ZodObject) : inner;
}
