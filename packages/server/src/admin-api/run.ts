/** From a request to an operation and back: who calls, what they may do, what they sent — in this order. */
import {
  type HttpRequest,
  type HttpResponse,
  hashBearerValue,
  type PoolId,
  parseStrictObject,
} from '@symbolon/foundation';
import { json, OAuthError } from '@symbolon/protocol';
import type { AdminContext } from './admin-context.ts';
import type { Caller, Identify } from './caller.ts';
import { once } from './idempotency.ts';
import { type Answer, type Operation, prefix } from './operation.ts';
import { InvalidMembers, notFound, problem } from './problem.ts';
import { inPoolOfAdministrators } from './roles.ts';

export async function runOperation(
  request: HttpRequest,
  operation: Operation,
  api: AdminContext,
  identify: Identify,
): Promise<HttpResponse> {
  let actorId: string | undefined;
  try {
    const caller = await identify(request, api);
    actorId = caller.id;
    const names = operation.template.match(request.path) ?? {};
    authorize(caller, operation, names['pool'], api);
    const pool = poolOf(names['pool'], api);
    return await once(request, caller, api, async () => {
      const sent = {
        name: (name: string) => names[name] ?? '',
        pool,
        input: operation.method === 'GET' ? readQuery(request) : readBody(request),
        seen: operation.precondition === 'required' ? readVersion(request) : 0,
        caller,
        request,
      };
      return write(await operation.run(sent, api));
    });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    noteRefusal(request, error, operation, actorId, api);
    return problem(request, error, api.errorUri);
  }
}

/** What lies in the pool of the administrators decides who administrates. */
function authorize(
  { permissions }: Caller,
  { permission }: Operation,
  pool: string | undefined,
  { administrators }: AdminContext,
): void {
  if (permission === 'everyone') return;
  const needed = pool === administrators ? inPoolOfAdministrators(permission) : permission;
  if (!permissions.has(permission) || !permissions.has(needed))
    throw new OAuthError('admin-permission', `This needs the permission ${needed}.`);
}

function poolOf(name: string | undefined, { administrators, issuers }: AdminContext): PoolId {
  if (name === undefined) return administrators;
  const found = issuers.pools().find(pool => pool === name);
  if (!found) throw notFound('user pool');
  return found;
}

function readQuery({ query }: HttpRequest): object {
  const repeated = query.repeated();
  if (repeated !== undefined)
    throw new InvalidMembers('admin-query', [{ member: repeated.slice(0, 48), message: 'was sent twice' }]);
  return Object.fromEntries([...query].filter(([, value]) => value !== ''));
}

function readBody({ text, mediaType, query }: HttpRequest): object {
  if ([...query].length > 0)
    throw new InvalidMembers('admin-query', [{ member: 'the query', message: 'must be empty here' }]);
  if (mediaType === undefined) return {};
  const body = text === undefined ? undefined : parseStrictObject(text);
  if (!body) throw new OAuthError('api-body', 'Send a JSON object with Content-Type: application/json.');
  if (namesPrototype(body))
    throw new InvalidMembers('admin-members', [{ member: '__proto__', message: 'is not known here' }]);
  return body;
}

/** Validators leave such a member out without a word. */
const namesPrototype = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(namesPrototype));

function readVersion(request: HttpRequest): number {
  const tag = request.header('if-match');
  if (tag === undefined)
    throw new OAuthError(
      'admin-precondition-required',
      'Send If-Match with the ETag of the object as you read it, so that nobody else’s change is lost.',
    );
  const [, version] = /^"(\d{1,15})"$/.exec(tag.trim()) ?? [];
  if (version === undefined)
    throw new OAuthError('admin-precondition', 'If-Match must be the ETag that the object was read with.');
  return Number(version);
}

function write({ status, body, version, location, file }: Answer): HttpResponse {
  if (file) {
    return {
      status,
      headers: {
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
      },
      body: file.text,
    };
  }
  const text = JSON.stringify(body);
  const tag = version === undefined && body ? hashBearerValue(text) : version;
  const headers = {
    ...(tag !== undefined && { etag: `"${tag}"` }),
    ...(location !== undefined && { location: `${prefix}${location}` }),
  };
  if (body) return json(status, body, headers);
  return { status, headers: { ...headers, 'cache-control': 'no-store' }, body: '' };
}

function noteRefusal(
  { correlationId, remoteAddress, method }: HttpRequest,
  error: OAuthError,
  { path }: Operation,
  actorId: string | undefined,
  { audit, administrators: pool }: AdminContext,
): void {
  const reason = `${error.rule}: ${method} ${path}`;
  const by = actorId === undefined ? {} : { actorId };
  audit({ pool, type: 'admin.refused', outcome: 'refused', correlationId, remoteAddress, ...by, reason });
}
