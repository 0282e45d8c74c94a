/** A flow: what one caller prepares, and what it then does again and again. */
import { clientSecret, redirectUri } from '../clients.ts';
import type { AuthorizationRequest, Code, Endpoints, EndUser } from '../end-user.ts';
import { ask, jsonOf } from '../http-connection.ts';
import type { ServerName } from '../servers/server.ts';

export interface Caller {
  readonly endpoints: Endpoints;
  /** Has signed in at the client before, and agreed to what the flows ask for. */
  readonly user: EndUser;
  readonly username: string;
  readonly strangers: Strangers;
}

/** Everybody else in the database, and what they hold. */
export interface Strangers {
  /** The name of anyone. */
  username(): string;
  /** Of anyone; what it is exchanged for is to be given back. */
  takeRefreshToken(): string;
  giveRefreshToken(token: string): void;
}

/** One pass through the flow; rejects where an answer is not the one that the flow is about. */
export type Step = () => Promise<unknown>;

/** Those that speak OpenID Connect. */
export const providers = [
  'symbolon',
  'oidc-provider',
  'better-auth',
] as const satisfies readonly ServerName[];

/** better-auth signs all its ID tokens with one algorithm, which is RS256 here. */
export const atServersOf = (idTokenAlg: string): readonly ServerName[] =>
  idTokenAlg === 'RS256' ? providers : ['symbolon', 'oidc-provider'];

export interface Flow {
  readonly name: string;
  /** The servers that have it. */
  readonly at: readonly ServerName[];
  prepare(caller: Caller): Promise<Step> | Step;
}

export const authentication = (clientId: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
});

export const askTokens = async (
  { endpoints }: Caller,
  clientId: string,
  form: Record<string, string>,
): Promise<Record<string, unknown>> =>
  jsonOf(await ask(endpoints.token, { headers: authentication(clientId), form }));

export const redeem = (caller: Caller, clientId: string, { code, verifier }: Code) =>
  askTokens(caller, clientId, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });

/** Tokens of the caller's end-user, through pages where need be. */
export const tokensOf = async (caller: Caller, asked: AuthorizationRequest) =>
  redeem(caller, asked.clientId, await caller.user.signIn(asked));

export function textOf(members: Record<string, unknown>, name: string): string {
  const value = members[name];
  if (typeof value !== 'string') throw new Error(`the answer has no ${name}`);
  return value;
}
