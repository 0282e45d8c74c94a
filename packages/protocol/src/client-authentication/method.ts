/** A client authentication method: how credentials are presented, and how they are proven — RFC 6749 §2.3, OIDC Core §9. */
import type { HttpRequest, Parameters } from '@symbolon/foundation';
import type { Client, ClientAuthenticationMethodName } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';

/** Credentials as a request carries them, unproven. */
export interface Presented {
  readonly method: ClientAuthenticationMethodName;
  readonly clientId: string;
  /** Settles whether they are the client's; throws where they are beyond judging. */
  prove(client: Client, context: IssuerContext): boolean | Promise<boolean>;
}

/** Finds credentials of one kind in a request; undefined where there are none. */
export type ReadCredentials = (request: HttpRequest, parameters: Parameters) => Presented | undefined;
