/** The string members that an operation of the admin API takes, from its own description. */
import { describeAdminApi } from '../../packages/server/src/index.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

interface Described {
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

export interface Written {
  /** As in `PATCH /pools/{pool}/users/{user_id}`. */
  readonly key: string;
  readonly fields: readonly FieldPath[];
}

/** Names of members, and 0 for the first entry of a list. `*` stands for any name. */
export type FieldPath = readonly (string | 0)[];

function fieldsOf(schema: Schema, path: FieldPath = []): readonly FieldPath[] {
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  const inner = [
    ...(schema.anyOf ?? schema.oneOf ?? []).flatMap(each => fieldsOf(each, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => fieldsOf(each, [...path, name])),
    ...(schema.items ? fieldsOf(schema.items, [...path, 0]) : []),
    ...(typeof schema.additionalProperties === 'object' ? [[...path, '*']] : []),
  ];
  return schema.type === 'string' ? [path, ...inner] : inner;
}

/** Of every operation that reads a body. */
export function writtenFields(): readonly Written[] {
  const { paths }: { paths: Record<string, Record<string, Described>> } = JSON.parse(
    JSON.stringify(describeAdminApi()),
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]): Written[] => {
      if (requestBody === undefined) return [];
      const found = fieldsOf(requestBody.content['application/json'].schema);
      const unique = [...new Map(found.map(each => [each.join('\n'), each])).values()];
      return [{ key: `${method.toUpperCase()} ${path}`, fields: unique }];
    }),
  );
}

/** The document with a value at that place, in the first entry of a list of objects, added to a list of texts. */
export function withField(document: unknown, path: FieldPath, value: string): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (first === 0) {
    const list: readonly unknown[] = Array.isArray(document) ? document : [];
    if (rest.length === 0) return [...list, value];
    return [withField(list[0], rest, value), ...list.slice(1)];
  }
  const object =
    typeof document === 'object' && document !== null && !Array.isArray(document) ? document : {};
  const name = first === '*' ? value : first;
  return { ...object, [name]: withField(Reflect.get(object, name), rest, value) };
}
