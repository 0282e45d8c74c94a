/** The description of the admin API, made from its table — OpenAPI 3.1. */
import { z } from 'zod';
import { version } from '../version.ts';
import { byPath, type Operation, prefix } from './operation.ts';

const jsonOf = (schema: z.ZodType) => ({ 'application/json': { schema: schemaOf(schema, 'input') } });

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'detail', 'correlation_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    correlation_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { member: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const header = (name: string, description: string, required: boolean) => ({
  name,
  description,
  required,
  in: 'header',
  schema: { type: 'string' },
});

function parametersOf({ path, method, input, precondition }: Operation): readonly object[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = method === 'GET' && input instanceof z.ZodObject ? Object.entries(input.shape) : [];
  return [
    ...named,
    ...query.map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema: schema instanceof z.ZodType ? schemaOf(schema, 'input') : {},
    })),
    ...(precondition ? [header('If-Match', 'The ETag that the object was read with.', true)] : []),
    ...(method === 'POST' ? [header('Idempotency-Key', 'Repeats with it are carried out once.', false)] : []),
  ];
}

function describe(operation: Operation): object {
  const { method, summary, permission, input, bodyShape, answer, status = 200 } = operation;
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  return {
    summary,
    description:
      permission === 'everyone' ? 'For every administrator.' : `Needs the permission ${permission}.`,
    'x-permission': permission,
    security: [{ administrator: [] }],
    parameters: parametersOf(operation),
    ...(hasBody && { requestBody: { content: jsonOf(bodyShape ?? input) } }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(answer && { content: { 'application/json': { schema: schemaOf(answer, 'output') } } }),
      },
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

export function openApi(operations: readonly Operation[], origin: string): object {
  const paths = byPath(operations);
  return {
    openapi: '3.1.0',
    info: { title: 'Symbolon admin API', version },
    servers: [{ url: `${origin}${prefix}` }],
    paths: Object.fromEntries(
      [...paths].map(([path, ofPath]) => [
        path,
        Object.fromEntries(ofPath.map(operation => [operation.method.toLowerCase(), describe(operation)])),
      ]),
    ),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { administrator: { type: 'http', scheme: 'bearer' } },
    },
  };
}
