/** A client of the fleet with its end-user at a browser: works until the server is gone, then looks at what it holds. */
import { Browser } from '../testkit/browser.ts';
import {
  type Answer,
  basic,
  type Issuing,
  redeem,
  refresh,
  responseOf,
  signIn,
  userinfo,
} from '../testkit/relying-party.ts';
import { web } from '../testkit/world.ts';
import type { Observation, TokenOutcome } from './history.ts';
import type { Draw } from './seeded-random.ts';

/** One with access tokens that say something by themselves, one whose access tokens are rows of the database. */
export const fleetApplications = [
  { ...web, refresh_token_reuse_interval: 60 },
  { ...web, refresh_token_reuse_interval: 60, client_id: 'opaque', access_token_format: 'opaque' },
] as const;

export interface FleetMemberOptions {
  readonly server: Issuing;
  readonly client: (typeof fleetApplications)[number];
  readonly draw: Draw;
  readonly observe: (observation: Observation) => void;
}

/** What came of one code. */
interface Holding {
  readonly code: string;
  readonly accessTokens: readonly string[];
  readonly refreshToken: string;
}

/** The server was not there, or went away before its answer was whole. */
class ConnectionLost extends Error {}

const scope = 'openid offline_access';

export class FleetMember {
  readonly #options: FleetMemberOptions;
  readonly #browser = new Browser();
  readonly #authentication: Record<string, string>;
  readonly #unspent = new Set<string>();
  #recent: Holding[] = [];
  readonly #kept: Holding[] = [];

  constructor(options: FleetMemberOptions) {
    this.#options = options;
    this.#authentication = basic(options.client.client_id, options.client.client_secret);
  }

  async signIn(): Promise<void> {
    const { server, client } = this.#options;
    await signIn(server, this.#browser, { client_id: client.client_id, scope });
  }

  /** Returns once the server is gone. */
  async work(): Promise<void> {
    try {
      for (;;) {
        const code = await this.#newCode();
        if (this.#options.draw(5) === 0) continue;
        await this.#redeem(code);
        for (let left = this.#options.draw(4); left > 0; left--) await this.#refresh(this.#recent.pop());
      }
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    }
  }

  /** Tries everything that it was given since it last looked; one code, if there is one, is handed in once more. */
  async lookAtNews(): Promise<void> {
    await this.#newCode();
    const holdings = this.#recent;
    this.#recent = [];
    for (const { accessTokens } of holdings) {
      for (const accessToken of accessTokens) await this.#use(accessToken);
    }
    for (const holding of holdings) await this.#refresh(holding);
    for (const code of this.#unspent) await this.#redeem(code);
    const again = this.#recent.shift();
    this.#kept.push(...this.#recent);
    this.#recent = [];
    if (again) await this.#handInAgain(again);
  }

  /** Tries what is left of all its days. */
  async lookBack(): Promise<void> {
    for (const holding of this.#kept) {
      await this.#use(holding.accessTokens.at(-1) ?? '');
      await this.#refresh(holding);
    }
  }

  async #handInAgain(holding: Holding): Promise<void> {
    await this.#redeem(holding.code);
    await this.#use(holding.accessTokens.at(-1) ?? '');
    await this.#refresh(holding);
  }

  async #newCode(): Promise<string> {
    const { server, client, observe } = this.#options;
    const parameters = { client_id: client.client_id, scope, prompt: 'none' };
    const page = await orNothing(signIn(server, this.#browser, parameters));
    if (page === undefined) {
      observe({ kind: 'session used', outcome: 'lost' });
      throw new ConnectionLost();
    }
    const code = responseOf(page).get('code');
    observe({ kind: 'session used', outcome: code === null ? 'signed out' : 'signed in' });
    if (code === null) throw new Error(`no code came back: ${page.status} ${page.location}`);
    observe({ kind: 'code delivered', code });
    this.#unspent.add(code);
    return code;
  }

  async #redeem(code: string): Promise<void> {
    const { server, observe } = this.#options;
    const outcome = await outcomeOf(redeem(server, code, {}, this.#authentication));
    observe({ kind: 'code redeemed', code, outcome });
    if (outcome.kind === 'lost') throw new ConnectionLost();
    this.#unspent.delete(code);
    if (outcome.kind === 'tokens')
      this.#recent.push({ code, accessTokens: [outcome.accessToken], refreshToken: outcome.refreshToken });
  }

  async #refresh(holding: Holding | undefined): Promise<void> {
    if (holding === undefined) return;
    const { server, observe } = this.#options;
    const { refreshToken } = holding;
    const outcome = await outcomeOf(refresh(server, refreshToken, {}, this.#authentication));
    observe({ kind: 'refreshed', refreshToken, outcome });
    if (outcome.kind === 'refused') return;
    const isLost = outcome.kind === 'lost';
    this.#recent.push(
      isLost
        ? holding
        : {
            ...holding,
            accessTokens: [...holding.accessTokens, outcome.accessToken],
            refreshToken: outcome.refreshToken,
          },
    );
    if (isLost) throw new ConnectionLost();
  }

  async #use(accessToken: string): Promise<void> {
    const answer = await orNothing(userinfo(this.#options.server, accessToken));
    const outcome = useOutcomeOf(answer?.status);
    this.#options.observe({ kind: 'access token used', accessToken, outcome });
    if (outcome === 'lost') throw new ConnectionLost();
  }
}

/** `fetch` throws a `TypeError` where there is no whole answer. */
const orNothing = <T>(sent: Promise<T>): Promise<T | undefined> =>
  sent.catch((error: unknown) => {
    if (error instanceof TypeError) return undefined;
    throw error;
  });

function useOutcomeOf(status: number | undefined): 'accepted' | 'refused' | 'lost' {
  if (status === undefined) return 'lost';
  if (status === 200) return 'accepted';
  if (status === 401) return 'refused';
  throw new Error(`userinfo answered ${status}`);
}

async function outcomeOf(sent: Promise<Answer>): Promise<TokenOutcome> {
  const answer = await orNothing(sent);
  if (answer === undefined) return { kind: 'lost' };
  const { status, json } = answer;
  if (status === 400 && json['error'] === 'invalid_grant') return { kind: 'refused' };
  if (status !== 200) throw new Error(`the token endpoint answered ${status} ${JSON.stringify(json)}`);
  return {
    kind: 'tokens',
    accessToken: String(json['access_token']),
    refreshToken: String(json['refresh_token']),
  };
}
