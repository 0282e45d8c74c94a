/** The authorization request, as far as it is understood — OIDC Core §3.1.2.1. */
import type { Parameters } from '@symbolon/foundation';
import type { Client } from '../../client.ts';
import { OAuthError } from '../../errors.ts';
import { redactedUri } from '../../event-details.ts';
import type { IssuerContext } from '../../issuer-context.ts';
import { isRegisteredRedirectUri } from '../../redirect-uris.ts';
import {
  canReach,
  findResponseMode,
  fragment,
  query,
  type ResponseMode,
} from '../../response-modes/index.ts';
import { findResponseType, type ResponseType } from '../../response-types/index.ts';
import type { ApprovedRequest } from '../../response-types/response-part.ts';

/** Who asks, and where an answer may go. Before this there is nothing to redirect to; after it every error is. */
export interface Addressed {
  readonly client: Client;
  readonly redirectUri: string;
  /** Whether the one that is registered stands for one that was not sent. */
  readonly redirectUriOmitted: boolean;
  readonly responseMode: ResponseMode;
  readonly state: string | undefined;
}

export type Prompt = 'none' | 'login' | 'consent' | 'select_account';

/** A request that every check has passed. */
export interface AuthorizationRequest extends Addressed, ApprovedRequest {
  readonly parameters: Parameters;
  readonly responseType: ResponseType;
  /** What the end-user must agree to. */
  readonly consentScope: readonly string[];
  readonly prompt: ReadonlySet<Prompt>;
  readonly loginHint: string | undefined;
  /** The levels of sign-in that the client would like, of those that there are; it takes another one, too. */
  readonly acrValues: readonly string[];
  /** The end-user that the request insists on, by `sub`. */
  readonly hintedSubject: string | undefined;
}

/** Finds client and redirect URI. What is thrown here must never be redirected. */
export async function addressOf(parameters: Parameters, context: IssuerContext): Promise<Addressed> {
  for (const name of ['client_id', 'redirect_uri']) {
    if (parameters.all(name).length > 1)
      throw new OAuthError('parameter-repeated', `${name} was sent more than once.`);
  }
  const clientId = parameters.get('client_id');
  if (clientId === undefined) throw new OAuthError('parameter-missing', 'client_id is missing.');
  const client = await context.stores.clients.find(context.pool, clientId);
  if (!client)
    throw new OAuthError('client-unknown', 'No application with this client_id is registered here.');
  const sent = parameters.get('redirect_uri');
  const redirectUri = sent ?? soleRedirectUri(client);
  if (!isRegisteredRedirectUri(client, redirectUri)) {
    const asSent = redactedUri(redirectUri);
    throw new OAuthError(
      'redirect-uri-unregistered',
      'redirect_uri is not registered for this application: it must equal a registered one, character for character.',
      { reason: `redirect_uri not registered: ${asSent}` },
    ).noting({ details: { redirect_uri: asSent } });
  }
  return {
    client,
    redirectUri,
    redirectUriOmitted: sent === undefined,
    responseMode: errorResponseMode(parameters, redirectUri),
    state: parameters.get('state'),
  };
}

/** What stands for a redirect URI that was not sent, where the dialect knows such a thing (RFC 6749 §3.1.2.3). */
function soleRedirectUri({ dialect, redirectUris }: Client): string {
  const [sole, ...others] = redirectUris;
  if (dialect.missingRedirectUri === 'single' && sole !== undefined && others.length === 0) return sole;
  throw new OAuthError(
    'redirect-uri-missing',
    'redirect_uri is missing: send one that the application registered.',
  );
}

/** The mode in which an answer travels, errors included: what was asked for where that is possible at all. */
function errorResponseMode(parameters: Parameters, redirectUri: string): ResponseMode {
  const words = parameters.get('response_type')?.split(' ') ?? [];
  const carriesToken = words.includes('token') || words.includes('id_token');
  const asked = findResponseMode(parameters.get('response_mode') ?? '');
  if (asked && canReach(asked, redirectUri) && !(carriesToken && asked.travelsInQuery)) return asked;
  const byType =
    findResponseType(words.join(' '))?.defaultResponseMode ?? (carriesToken ? 'fragment' : 'query');
  return byType === 'fragment' ? fragment : query;
}
