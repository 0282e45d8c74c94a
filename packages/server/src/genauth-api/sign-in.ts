/** `POST /api/v3/signin`: the password grant in the words of Authing — RFC 6749 §4.3. */
import { type HttpRequest, Parameters } from '@symbolon/foundation';
import { z } from 'zod';
import { passwordPayload, readBody, refuseConnection, refuseEncryption, text } from './body.ts';
import { done } from './envelope.ts';
import { noting, type Operation } from './operation.ts';

const bodySchema = z.object({
  connection: z.string(),
  passwordPayload: passwordPayload.nullish(),
  options: z.object({ scope: text(), passwordEncryptType: text() }).nullish(),
  client_id: text(),
  client_secret: text(),
});

const defaultScope = 'openid profile';

export const signIn: Operation = {
  paths: ['/api/v3/signin'],
  methods: ['POST'],
  async handle(request, api) {
    const parameters = await noting('signin.requested', request, api, () => tokenRequestOf(request));
    const { scope, expires_in, ...tokens } = await api.server.exchange(request, parameters);
    // The documentation of GenAuth calls the scope `token`, its SDK `scope`.
    return done(request, { token: scope, scope, ...tokens, expires_in, expire_in: expires_in });
  },
};

/** The same as a token request, so that one code judges both, behind one throttle and one audit trail. */
function tokenRequestOf(request: HttpRequest): Parameters {
  const body = readBody(request, bodySchema);
  refuseConnection(body.connection);
  refuseEncryption(body.options?.passwordEncryptType);
  const { account, username, email, phone, password } = body.passwordPayload ?? {};
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['grant_type', 'password'],
    ['scope', body.options?.scope ?? defaultScope],
    // `account` is any of them; sent beside another it makes two, which are refused.
    ['username', account],
    ['username', username],
    ['email', email],
    ['phone', phone],
    ['password', password],
    ['client_id', body.client_id],
    ['client_secret', body.client_secret],
  ];
  return Parameters.of(
    parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
