/** One operation of the admin API: what it is called by, what it takes, what it gives. */
import type { HttpRequest, PoolId } from '@symbolon/foundation';
import { z } from 'zod';
import { problemsOf } from '../config/schema-issues.ts';
import { createPathTemplate, type NamesIn, type PathTemplate } from '../http/path-template.ts';
import type { AdminContext } from './admin-context.ts';
import type { Caller } from './caller.ts';
import { InvalidMembers } from './problem.ts';
import type { Permission } from './roles.ts';

export const prefix = '/admin/v1';

export type AdminMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly body?: object;
  /** Of the object that was read or written: its `ETag`. */
  readonly version?: number;
  /** Path of what was created, below `/admin/v1`. */
  readonly location?: string;
  /** A file in place of an object. */
  readonly file?: { readonly name: string; readonly mediaType: string; readonly text: string };
}

export interface Call<Names extends string, Input> {
  /** A named segment of the path. */
  readonly name: (name: Names) => string;
  /** The pool that the path names; else that of the administrators. */
  readonly pool: PoolId;
  /** The query of a GET, the body of any other. */
  readonly input: Input;
  /** The version that `If-Match` names, for operations that need it; 0 for others. */
  readonly seen: number;
  readonly caller: Caller;
  readonly request: HttpRequest;
}

interface Described {
  readonly method: AdminMethod;
  /** `everyone`: any administrator. */
  readonly permission: Permission | 'everyone';
  readonly summary: string;
  /** What the body looks like, where the schema of the input leaves that to the operation. */
  readonly bodyShape?: z.ZodType;
  readonly answer?: z.ZodType;
  readonly status?: Answer['status'];
  /** Whether it changes what has a version, and `If-Match` is needed. */
  readonly precondition?: 'required';
  /** In bytes. */
  readonly longestBody?: number;
}

interface Definition<Path extends string, Input> extends Described {
  /** Below `/admin/v1`. */
  readonly path: Path;
  readonly input: z.ZodType<Input>;
  /** Throws `OAuthError`. */
  readonly handle: (call: Call<NamesIn<Path>, Input>, api: AdminContext) => Promise<Answer>;
}

/** An operation whose input was not looked at yet. */
export interface Operation extends Described {
  readonly path: string;
  readonly input: z.ZodType;
  readonly template: PathTemplate;
  /** Throws `OAuthError`. */
  readonly run: (sent: Call<string, unknown>, api: AdminContext) => Promise<Answer>;
}

/** The input of an operation that takes none. */
export const nothing = z.strictObject({});

export function operation<const Path extends string, Input>(definition: Definition<Path, Input>): Operation {
  const { handle, ...described } = definition;
  const { path, method, input } = described;
  const rule = method === 'GET' ? 'admin-query' : 'admin-members';
  return {
    ...described,
    template: createPathTemplate(`${prefix}${path}`),
    run: (sent, api) => handle({ ...sent, input: judge(input, sent.input, rule) }, api),
  };
}

/** What the schema makes of it; throws `InvalidMembers`. */
export function judge<Value>(
  schema: z.ZodType<Value>,
  sent: unknown,
  rule: 'admin-members' | 'admin-query' = 'admin-members',
): Value {
  const judged = schema.safeParse(sent);
  if (judged.success) return judged.data;
  const document = { value: sent, positionOf: () => ({ line: 0, column: 0 }) };
  throw new InvalidMembers(
    rule,
    problemsOf(judged.error.issues, schema, document).map(({ path, message, suggestion }) => ({
      member: path,
      message: suggestion === undefined ? message : `${message}; did you mean ${suggestion}?`,
    })),
  );
}

/** Operations that share a path, in the order of the table. */
export function byPath(operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  const paths = new Map<string, Operation[]>();
  for (const each of operations) paths.set(each.path, [...(paths.get(each.path) ?? []), each]);
  return paths;
}
