/** The authorization server of one issuer: its endpoints bound to what was handed in. */
import type { HttpRequest, HttpResponse, JsonObject, Parameters } from '@symbolon/foundation';
import { answerAuthorizationRequest } from './endpoints/authorization/endpoint.ts';
import { answerDeviceVerification } from './endpoints/device-verification.ts';
import { signOut } from './endpoints/end-session.ts';
import { type Endpoint, endpointsOf } from './endpoints/index.ts';
import { exchange } from './endpoints/token.ts';
import { type ValidatedKind, validateToken } from './endpoints/token-validation.ts';
import { describeEndUser, type EndUserDescription } from './endpoints/userinfo.ts';
import type { Pending, PendingLogout, Progress } from './interactions.ts';
import type { IssuerContext } from './issuer-context.ts';
import { type LogoutMessage, logoutMessage } from './logout/back-channel.ts';
import type { LogoutDelivery } from './stores/index.ts';
import { findAccessToken, type LiveAccessToken } from './tokens/access-token.ts';
import type { TokenResponse } from './tokens/token-response.ts';

export interface BoundEndpoint extends Omit<Endpoint, 'handle'> {
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
}

export interface AuthorizationServer {
  readonly endpoints: readonly BoundEndpoint[];
  /** Takes up what was pending where the end-user left it. */
  resume(request: HttpRequest, pending: Pending, progress: Progress): Promise<HttpResponse>;
  /** Begins with the user code of a device, as typed. */
  verifyDevice(request: HttpRequest, userCode: string): Promise<HttpResponse>;
  /** Carries out a logout that the end-user confirmed. */
  signOut(request: HttpRequest, logout: PendingLogout): Promise<HttpResponse>;
  /** A token request whose parameters came in another form than a form; audited the same. Throws `OAuthError`. */
  exchange(request: HttpRequest, parameters: Parameters): Promise<TokenResponse>;
  /** What userinfo would tell the sender; undefined where the request has no access token. Throws `OAuthError`. */
  describeEndUser(request: HttpRequest): Promise<EndUserDescription | undefined>;
  /** The claims of a JWT of ours that is in force; undefined for anything else. */
  validateToken(kind: ValidatedKind, token: string): Promise<JsonObject | undefined>;
  /** A bearer token of this issuer that is in force; undefined for anything else, tokens bound to a key among it. */
  findBearerToken(value: string): Promise<LiveAccessToken | undefined>;
  /** What to send for a delivery that was claimed; undefined where nobody is to be told any more. */
  logoutMessage(delivery: LogoutDelivery): Promise<LogoutMessage | undefined>;
}

export function createAuthorizationServer(context: IssuerContext): AuthorizationServer {
  return {
    endpoints: endpointsOf(context).map(endpoint => ({
      ...endpoint,
      handle: request => endpoint.handle(request, context),
    })),
    resume: (request, { purpose, parameters }, progress) =>
      purpose === 'device'
        ? answerDeviceVerification(request, parameters.get('user_code') ?? '', progress, context)
        : answerAuthorizationRequest(request, parameters, { ...progress, resumed: true }, context),
    verifyDevice: (request, userCode) => answerDeviceVerification(request, userCode, {}, context),
    signOut: (request, logout) => signOut(request, logout, context),
    exchange: (request, parameters) => exchange(request, parameters, context),
    describeEndUser: request => describeEndUser(request, context),
    validateToken: (kind, token) => validateToken(kind, token, context),
    async findBearerToken(value) {
      const token = await findAccessToken(context, value);
      return token?.boundTo === undefined ? token : undefined;
    },
    logoutMessage: delivery => logoutMessage(delivery, context),
  };
}
