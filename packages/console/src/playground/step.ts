/** A step of a run: what was sent, what came back, and what was checked. */
import type { WordKey } from '../words/say.tsx';
import type { Exchange } from './authorization.ts';
import { type ClientAuthentication, credentialsOf } from './client-authentication.ts';
import { type Answered, type Endpoints, type Pairs, type Request, send } from './request.ts';
import { openToken } from './token.ts';

export interface Check {
  readonly word: Extract<WordKey, `check.${string}`>;
  readonly holds: boolean;
}

export type StepKind = Extract<WordKey, `step.${string}`>;

export interface Step {
  readonly kind: StepKind;
  readonly request: Request;
  /** Undefined while it is waited for. */
  readonly answer?: Omit<Answered, 'status'> & {
    /** None of what came by redirect. */
    readonly status?: number;
    readonly checks: readonly Check[];
  };
  /** What the code that came is good for. */
  readonly exchange?: Exchange;
  /** Of a device: when it asks again, in epoch milliseconds. */
  readonly asksAgainAt?: number;
}

/** What every run is given. */
export interface RunContext {
  readonly endpoints: Endpoints;
  readonly authentication: ClientAuthentication;
  readonly signal: AbortSignal;
  /** Shows the steps of this run in the place of those that it showed before. */
  readonly show: (steps: readonly Step[]) => void;
}

/** Sends a form with the credentials of the application, and shows it behind the steps before it. */
export async function sendForm(
  { endpoints, authentication, signal, show }: RunContext,
  { kind, endpoint, fields, nonce }: FormToSend,
  before: readonly Step[] = [],
): Promise<Step> {
  const { fields: proven, basic } = await credentialsOf(authentication, endpoints.issuer);
  const request: Request = {
    kind: 'form',
    endpoint,
    fields: [...fields, ...proven],
    ...(basic && { basic }),
  };
  const step: Step = { kind, request };
  show([...before, step]);
  const answered = await send(request, signal);
  const checks = nonce === undefined ? [] : nonceChecks(answered.members['id_token'], nonce);
  const done: Step = { ...step, answer: { ...answered, checks } };
  show([...before, done]);
  return done;
}

interface FormToSend {
  readonly kind: StepKind;
  readonly endpoint: string;
  readonly fields: Pairs;
  /** That an ID token has to hold. */
  readonly nonce?: string;
}

/** Where an ID token came at all. */
export const nonceChecks = (idToken: unknown, nonce: string): readonly Check[] =>
  typeof idToken === 'string'
    ? [{ word: 'check.nonce', holds: openToken(idToken)?.claims['nonce'] === nonce }]
    : [];
