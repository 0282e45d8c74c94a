/**
 * Tickets: a pending authorization request or logout, sealed, on its way through the browser. Nothing is stored before
 * someone has proven who they are; the ticket opens only in the browser that it was given to.
 */
import {
  type Clock,
  equalInConstantTime,
  hashBearerValue,
  isJsonObject,
  type JsonObject,
  type MasterKey,
  Parameters,
  type PoolId,
} from '@symbolon/foundation';
import { type Recipient, secondFactorLifetime } from '@symbolon/login';

/** How long an end-user may take, seconds. */
const lifetime = 3600;

/** Where it is less: something was proven. */
const lifetimes: { readonly [Kind in Ticket['kind']]?: number } = {
  recovery_proven: 900,
  address_code: 900,
  second_factor: secondFactorLifetime,
  second_factor_setup: secondFactorLifetime,
};

/** What the end-user is on the way to. */
export type Pending = PendingRequest | PendingAccount;

/** Their own account page, which is no application's business; or the console, for one who was invited to it. */
export interface PendingAccount {
  readonly purpose: 'account';
  readonly leadsTo?: 'console' | undefined;
}

export interface PendingRequest {
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
  /** The session that was chosen for this request, by `sid`. */
  readonly selected: string | undefined;
  /** Whether that end-user was asked for a second factor before: of a consent alone. */
  readonly steppedUp: boolean;
}

/** Nothing is proven yet: opens the pages on which one says who they are, or wants to be. */
export interface LoginTicket {
  readonly kind: 'login';
  readonly pending: Pending;
  readonly notice?: 'password_changed' | 'second_factor_dead' | undefined;
}

/** A code was asked for, whoever has the address. */
export interface CodeTicket {
  readonly kind: 'login_code' | 'sign_up_code' | 'recovery_code' | 'address_code';
  readonly pending: Pending;
  readonly to: Recipient;
  readonly remember: boolean;
  /** Whose address it is to be, who has just shown that it is them: of `address_code` alone. */
  readonly userId?: string | undefined;
  readonly sid?: string | undefined;
}

/** The address was proven by one who has no account. */
export interface SignUpTicket {
  readonly kind: 'sign_up_proven';
  readonly pending: Pending;
  readonly to: Recipient;
}

/** Somebody opened the link of an invitation: nothing is proven until its token is spent. */
export interface InvitationTicket {
  readonly kind: 'invitation';
  readonly pending: PendingAccount;
  readonly token: string;
}

/** The address was proven by its owner, who had that password (`passwordState`). */
export interface RecoveryTicket {
  readonly kind: 'recovery_proven';
  readonly pending: Pending;
  readonly to: Recipient;
  readonly userId: string;
  readonly state: string;
}

/** The first factor was proven, by those methods. */
export interface SecondFactorTicket {
  readonly kind: 'second_factor';
  readonly pending: Pending;
  readonly userId: string;
  /** Of the user when they proved it, see `LoginUser`. */
  readonly secretsVersion: number;
  readonly amr: readonly string[];
  readonly remember: boolean;
  /** Whether the browser can keep a passkey, and its end-user may be asked for one. */
  readonly passkeyCapable: boolean;
  /** See `SecondFactor.begin`. */
  readonly pass: string;
}

/** The same, of one who has no second factor yet and was shown that secret. */
export interface SetupTicket extends Omit<SecondFactorTicket, 'kind' | 'pass'> {
  readonly kind: 'second_factor_setup';
  readonly secret: string;
}

/** For the end-user of the session that the request names: nothing is proven beside that. */
export interface StepUpTicket {
  readonly kind: 'step_up';
  readonly pending: PendingRequest;
}

/** Signed in, under that name: what was pending goes on, and nothing else. */
export interface SignedInTicket {
  readonly kind: 'signed_in';
  readonly pending: Pending;
  readonly sid: string;
}

/** One of the sessions of the browser is to be chosen: nothing is proven beside those. */
export interface SelectAccountTicket {
  readonly kind: 'select_account';
  readonly pending: Pending;
}

export interface ConsentTicket {
  readonly kind: 'consent';
  readonly pending: PendingRequest;
}

export interface LogoutTicket {
  readonly kind: 'logout';
  readonly clientId: string | undefined;
  readonly sid: string;
  readonly location: string | undefined;
  /** The languages that the application asked for. */
  readonly uiLocales: string | undefined;
}

/** THE TABLE of steps: a later one's ticket is sealed only after the proof of the earlier one. */
export type Ticket =
  | LoginTicket
  | CodeTicket
  | SignUpTicket
  | InvitationTicket
  | RecoveryTicket
  | SecondFactorTicket
  | SetupTicket
  | StepUpTicket
  | SignedInTicket
  | SelectAccountTicket
  | ConsentTicket
  | LogoutTicket;

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
          expiresAt: clock() + (lifetimes[ticket.kind] ?? lifetime),
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

const toPlain = (ticket: Ticket): object => {
  if (ticket.kind === 'logout' || ticket.pending.purpose === 'account') return ticket;
  return { ...ticket, pending: { ...ticket.pending, parameters: [...ticket.pending.parameters] } };
};

function fromPlain(plain: JsonObject): Ticket | undefined {
  const { kind } = plain;
  if (kind === 'logout') {
    const { clientId, sid, location, uiLocales } = plain;
    return {
      kind,
      clientId: textOf(clientId),
      sid: String(sid),
      location: textOf(location),
      uiLocales: textOf(uiLocales),
    };
  }
  const pending = pendingOf(plain['pending']);
  if (!pending) return undefined;
  switch (kind) {
    case 'login':
      return {
        kind,
        pending,
        notice: noticeOf(plain['notice']),
      };
    case 'select_account':
      return { kind, pending };
    case 'consent':
    case 'step_up':
      return pending.purpose === 'account' ? undefined : { kind, pending };
    case 'login_code':
    case 'sign_up_code':
    case 'recovery_code':
    case 'address_code': {
      const { to, remember, userId, sid } = plain;
      const proves = { userId: textOf(userId), sid: textOf(sid) };
      return { kind, pending, to: recipientOf(to), remember: remember === true, ...proves };
    }
    case 'sign_up_proven':
      return { kind, pending, to: recipientOf(plain['to']) };
    case 'invitation':
      return pending.purpose === 'account' ? { kind, pending, token: String(plain['token']) } : undefined;
    case 'recovery_proven': {
      const { to, userId, state } = plain;
      return { kind, pending, to: recipientOf(to), userId: String(userId), state: String(state) };
    }
    case 'second_factor':
      return { kind, pending, ...firstFactorOf(plain), pass: String(plain['pass']) };
    case 'second_factor_setup':
      return { kind, pending, ...firstFactorOf(plain), secret: String(plain['secret']) };
    case 'signed_in':
      return { kind, pending, sid: String(plain['sid']) };
    default:
      return undefined;
  }
}

const noticeOf = (value: unknown): LoginTicket['notice'] =>
  value === 'password_changed' || value === 'second_factor_dead' ? value : undefined;

const firstFactorOf = (plain: JsonObject) => ({
  userId: String(plain['userId']),
  secretsVersion: Number(plain['secretsVersion']),
  amr: listOf(plain['amr']).map(String),
  remember: plain['remember'] === true,
  passkeyCapable: plain['passkeyCapable'] === true,
});

function pendingOf(plain: unknown): Pending | undefined {
  if (!isJsonObject(plain)) return undefined;
  if (plain['purpose'] === 'account')
    return { purpose: 'account', leadsTo: plain['leadsTo'] === 'console' ? 'console' : undefined };
  return {
    clientId: String(plain['clientId']),
    purpose: plain['purpose'] === 'device' ? 'device' : 'authorization',
    redirectUri: String(plain['redirectUri']),
    responseMode: String(plain['responseMode']),
    parameters: Parameters.of(pairsOf(plain['parameters'])),
    loginHint: textOf(plain['loginHint']),
    scope: listOf(plain['scope']).map(String),
    sid: textOf(plain['sid']),
    signedInAs: textOf(plain['signedInAs']),
    selected: textOf(plain['selected']),
    steppedUp: plain['steppedUp'] === true,
  };
}

function recipientOf(plain: unknown): Recipient {
  const { channel, address } = isJsonObject(plain) ? plain : {};
  return { channel: channel === 'sms' ? 'sms' : 'email', address: String(address) };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const pairsOf = (value: unknown): (readonly [string, string])[] =>
  listOf(value).map(pair => [String(listOf(pair)[0]), String(listOf(pair)[1])] as const);
