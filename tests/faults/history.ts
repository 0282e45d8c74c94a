/** What clients and end-users saw of a server that was killed again and again, and what of it must never happen. */

/** `lost`: the connection broke before an answer came. */
export type TokenOutcome =
  | { readonly kind: 'tokens'; readonly accessToken: string; readonly refreshToken: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'lost' };

export type Observation =
  | { readonly kind: 'session used'; readonly outcome: 'signed in' | 'signed out' | 'lost' }
  | { readonly kind: 'code delivered'; readonly code: string }
  | { readonly kind: 'code redeemed'; readonly code: string; readonly outcome: TokenOutcome }
  | { readonly kind: 'refreshed'; readonly refreshToken: string; readonly outcome: TokenOutcome }
  | {
      readonly kind: 'access token used';
      readonly accessToken: string;
      readonly outcome: 'accepted' | 'refused' | 'lost';
    }
  | { readonly kind: 'killed' };

type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** One sentence for each promise that was broken; empty where all were kept. */
export function findFaults(history: readonly Observation[]): readonly string[] {
  const check = new HistoryCheck();
  for (const observation of history) check.observe(observation);
  return check.finish();
}

/** What one redeemed code led to. */
interface Chain {
  newest: string;
  isEnded: boolean;
}

type Code =
  | { readonly kind: 'unspent'; readonly hasLostTry: boolean }
  /** Without a chain where the answer with its tokens was lost. */
  | { readonly kind: 'spent'; readonly chain: Chain | undefined };

const short = (value: string): string => `…${value.slice(-8)}`;

class HistoryCheck {
  readonly #faults: string[] = [];
  readonly #codes = new Map<string, Code>();
  /** By every token that belongs to one. */
  readonly #chains = new Map<string, Chain>();
  readonly #successors = new Map<string, string>();
  /** What was delivered since the last kill and is still good. */
  readonly #fresh = new Set<string>();
  /** What was good at a kill, and nobody has looked at since. */
  readonly #untried = new Set<string>();

  observe(observation: Observation): void {
    switch (observation.kind) {
      case 'session used':
        if (observation.outcome === 'signed out') this.#fault('an end-user was signed out');
        break;
      case 'code delivered':
        this.#fresh.add(observation.code);
        break;
      case 'code redeemed':
        this.#redeemed(observation);
        break;
      case 'refreshed':
        this.#refreshed(observation);
        break;
      case 'access token used':
        this.#used(observation);
        break;
      case 'killed':
        for (const value of this.#fresh) this.#untried.add(value);
        this.#fresh.clear();
    }
  }

  finish(): readonly string[] {
    for (const value of this.#untried) this.#fault(`${short(value)} was never tried after the kill`);
    return this.#faults;
  }

  #fault(sentence: string): void {
    this.#faults.push(sentence);
  }

  #redeemed({ code: value, outcome }: Of<'code redeemed'>): void {
    const code = this.#codes.get(value) ?? { kind: 'unspent', hasLostTry: false };
    if (outcome.kind === 'lost') {
      if (code.kind === 'unspent') this.#codes.set(value, { kind: 'unspent', hasLostTry: true });
      return;
    }
    this.#settle(value);
    if (outcome.kind === 'tokens') {
      if (code.kind === 'spent') this.#fault(`code ${short(value)} was redeemed twice`);
      const chain = { newest: '', isEnded: false };
      this.#deliver(chain, outcome);
      this.#codes.set(value, { kind: 'spent', chain });
    } else if (code.kind === 'unspent') {
      // A try whose answer was lost may have spent it.
      if (!code.hasLostTry) this.#fault(`code ${short(value)} was lost`);
      this.#codes.set(value, { kind: 'spent', chain: undefined });
    } else if (code.chain) {
      code.chain.isEnded = true;
    }
  }

  #refreshed({ refreshToken: value, outcome }: Of<'refreshed'>): void {
    const chain = this.#chains.get(value);
    if (!chain) throw new Error('a refresh token was presented that nobody had delivered');
    if (outcome.kind === 'lost') return;
    this.#settle(value);
    if (outcome.kind === 'refused') {
      if (value === chain.newest && !chain.isEnded) this.#fault(`refresh token ${short(value)} was lost`);
      return;
    }
    if (chain.isEnded) this.#fault(`refresh token ${short(value)} outlived its authorization`);
    const known = this.#successors.get(value) ?? outcome.refreshToken;
    if (known !== outcome.refreshToken) this.#fault(`refresh token ${short(value)} has two successors`);
    this.#successors.set(value, outcome.refreshToken);
    if (value === chain.newest) this.#deliver(chain, outcome);
  }

  #used({ accessToken: value, outcome }: Of<'access token used'>): void {
    if (outcome === 'lost') return;
    this.#settle(value);
    const isEnded = this.#chains.get(value)?.isEnded ?? true;
    if (outcome === 'refused' && !isEnded) this.#fault(`access token ${short(value)} was lost`);
    if (outcome === 'accepted' && isEnded)
      this.#fault(`access token ${short(value)} outlived its authorization`);
  }

  #deliver(chain: Chain, { accessToken, refreshToken }: Extract<TokenOutcome, { kind: 'tokens' }>): void {
    chain.newest = refreshToken;
    for (const token of [accessToken, refreshToken]) {
      this.#chains.set(token, chain);
      this.#fresh.add(token);
    }
  }

  /** It was answered: whoever holds it knows what it is worth. */
  #settle(value: string): void {
    this.#fresh.delete(value);
    this.#untried.delete(value);
  }
}
