/** The types of the admin API as the console sees them, made from its table: `npm run generate:admin-api`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeAdminApi } from '../packages/server/src/index.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly $ref?: string;
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema } };
}

interface Described {
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name);
const quoted = (name: string) => (isName(name) ? name : `'${name}'`);
const literal = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));
const inBrackets = (type: string) => (/[|&]/.test(type) ? `(${type})` : type);

/** TypeScript of a schema; what refers to itself is any JSON. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return 'unknown';
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `readonly ${inBrackets(schema.items ? typeOf(schema.items) : 'unknown')}[]`;
    case 'object':
      return objectOf(schema);
    default:
      return 'unknown';
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, member]) => `readonly ${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(member)};`,
  );
  if (typeof additionalProperties === 'object')
    members.push(`readonly [name: string]: ${typeOf(additionalProperties)};`);
  return members.length === 0 ? 'Record<string, never>' : `{\n${members.join('\n')}\n}`;
}

const schemaIn = ({ content }: Content) => content?.['application/json']?.schema;

function operationOf({ summary, parameters, requestBody, responses }: Described): string {
  const query = parameters
    .filter(each => each.in === 'query')
    .map(({ name }) => `readonly ${name}?: string;`);
  const body = requestBody && schemaIn(requestBody);
  const answer = Object.entries(responses).find(([status]) => status !== 'default')?.[1];
  const answered = answer && schemaIn(answer);
  return `/** ${summary}. */
KEY: {
  readonly query: ${query.length === 0 ? 'undefined' : `{\n${query.join('\n')}\n}`};
  readonly body: ${body ? typeOf(body) : 'undefined'};
  readonly answer: ${answered ? typeOf(answered) : 'undefined'};
  readonly seen: ${parameters.some(({ name }) => name === 'If-Match') ? 'string' : 'undefined'};
};`;
}

export const typesPath = fileURLToPath(new URL('../packages/console/src/api/operations.ts', import.meta.url));

/** Two spaces for every brace that is open. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map(line => {
    if (line.startsWith('}')) depth--;
    const written = `${'  '.repeat(depth)}${line.trim()}`;
    if (line.endsWith('{')) depth++;
    return written;
  });
  return lines.join('\n');
}

export function adminApiTypes(): string {
  const { paths }: Description = JSON.parse(JSON.stringify(describeAdminApi()));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) =>
      operationOf(described).replace('KEY', `readonly '${method.toUpperCase()} ${path}'`),
    ),
  );
  const text = `/** The operations of the admin API, made from its table by \`npm run generate:admin-api\`; nobody edits this. */

/** \`seen\`: the ETag that \`If-Match\` is to name. */
export interface Operations {
${operations.join('\n')}
}
`;
  return indented(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(typesPath), { recursive: true });
  writeFileSync(typesPath, adminApiTypes());
}
