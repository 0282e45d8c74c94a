/** A run that leaves the page for the hosted login in the same window, and what it finds when it is back. */
import type { Plan } from './authorization.ts';
import type { PlayMode } from './modes.ts';
import { type Typed, withoutSecrets } from './parameters.ts';

/** Kept while the page is away: no secret is in it, save the verifier of this one code. */
export interface Departure {
  readonly from: string;
  readonly clientId: string;
  readonly mode: PlayMode;
  readonly plan: Plan;
  readonly typed: Typed;
  readonly extras: Readonly<Record<string, readonly string[]>>;
  /** The parameters that came, once it is back. */
  readonly answer?: string;
}

const kept = 'symbolon-playground';

export const rememberDeparture = (departure: Departure): void =>
  sessionStorage.setItem(kept, JSON.stringify({ ...departure, typed: withoutSecrets(departure.typed) }));

function pending(): Departure | undefined {
  const text = sessionStorage.getItem(kept);
  if (text === null) return undefined;
  const departure: Departure = JSON.parse(text);
  return departure;
}

/** Keeps an answer for the page that left for it; the address of that page, or undefined where none did. */
export function keepAnswer(answer: URLSearchParams): string | undefined {
  const departure = pending();
  if (departure === undefined || departure.plan.state !== answer.get('state')) return undefined;
  sessionStorage.setItem(kept, JSON.stringify({ ...departure, answer: answer.toString() }));
  return departure.from;
}

/** The run that is back, of this page alone. */
export function returnedDeparture(clientId: string): Required<Departure> | undefined {
  const departure = pending();
  if (departure?.answer === undefined || departure.clientId !== clientId) return undefined;
  const isHere = departure.from.startsWith(`${location.pathname}?`);
  return isHere ? { ...departure, answer: departure.answer } : undefined;
}

export const forgetDeparture = (): void => sessionStorage.removeItem(kept);
