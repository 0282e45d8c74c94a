/**
 * Tickets: a pending authorization request or logout, sealed, on its way through the browser. Nothing is stored before
 * someone has proven who they are; the ticket opens only in the browser that it was given to.
 */
import {
  type Clock,
  equalInConstantTime,
  hashBearerValue,
  isJsonObject,
  type MasterKey,
  Parameters,
  type PoolId,
} from '@symbolon/foundation';

/** How long an end-user may take, seconds. */
const lifetime = 3600;

interface PendingRequest {
  readonly clientId: string;
  readonly purpose: 'authorization' | 'device';
  /** Where the answer will go, and how. */
  readonly redirectUri: string;
  readonly responseMode: string;
  readonly parameters: Parameters;
  readonly loginHint: string | undefined;
  readonly scope: readonly string[];
  /** The session whose end-user is asked, by `sid`. */
  readonly sid: string | undefined;
  /** The session that was begun for this request, by `sid`. */
  readonly signedInAs: string | undefined;
}

export interface LoginTicket extends PendingRequest {
  readonly kind: 'login';
}

export interface ConsentTicket extends PendingRequest {
  readonly kind: 'consent';
}

export interface LogoutTicket {
  readonly kind: 'logout';
  readonly clientId: string | undefined;
  readonly sid: string;
  readonly location: string | undefined;
}

export type Ticket = LoginTicket | ConsentTicket | LogoutTicket;

/** `expired` tells what was pending, so that it can be begun again; `foreign`: altered, or another browser's. */
export type OpenedTicket =
  | { readonly kind: 'open'; readonly ticket: Ticket }
  | { readonly kind: 'expired'; readonly ticket: Ticket }
  | { readonly kind: 'foreign' };

export interface Tickets {
  seal(ticket: Ticket, browser: string): string;
  open(sealed: string, browser: string | undefined): OpenedTicket;
}

export function createTickets(pool: PoolId, masterKey: MasterKey, clock: Clock): Tickets {
  const sealer = masterKey.sealer(`interaction tickets ${pool}`);
  return {
    seal: (ticket, browser) =>
      sealer.seal(
        JSON.stringify({
          ...toPlain(ticket),
          browser: hashBearerValue(browser),
          expiresAt: clock() + lifetime,
        }),
      ),
    open(sealed, browser) {
      const text = sealer.open(sealed);
      const plain: unknown = text === undefined ? undefined : JSON.parse(text);
      if (!isJsonObject(plain) || browser === undefined) return { kind: 'foreign' };
      const ticket = fromPlain(plain);
      if (!ticket || !equalInConstantTime(String(plain['browser']), hashBearerValue(browser)))
        return { kind: 'foreign' };
      return { kind: Number(plain['expiresAt']) > clock() ? 'open' : 'expired', ticket };
    },
  };
}

const toPlain = (ticket: Ticket): object =>
  ticket.kind === 'logout' ? ticket : { ...ticket, parameters: [...ticket.parameters] };

function fromPlain(plain: { readonly [name: string]: unknown }): Ticket | undefined {
  const { kind, clientId, sid } = plain;
  if (kind === 'logout') {
    return { kind, clientId: textOf(clientId), sid: String(sid), location: textOf(plain['location']) };
  }
  if ((kind !== 'login' && kind !== 'consent') || typeof clientId !== 'string') return undefined;
  return {
    kind,
    clientId,
    purpose: plain['purpose'] === 'device' ? 'device' : 'authorization',
    redirectUri: String(plain['redirectUri']),
    responseMode: String(plain['responseMode']),
    parameters: Parameters.of(pairsOf(plain['parameters'])),
    loginHint: textOf(plain['loginHint']),
    scope: listOf(plain['scope']).map(String),
    sid: textOf(sid),
    signedInAs: textOf(plain['signedInAs']),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const pairsOf = (value: unknown): (readonly [string, string])[] =>
  listOf(value).map(pair => [String(listOf(pair)[0]), String(listOf(pair)[1])] as const);
