/** Five hundred people sign in with passwords at once: what machines notice who ask for tokens meanwhile. */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clientSecret, machineJwtEs256 } from '../clients.ts';
import { type Endpoints, readEndpoints } from '../end-user.ts';
import { quantile } from '../figures.ts';
import { loadCore } from '../load-process.ts';
import { RawConnection, tokenRequest } from './raw-connection.ts';

export interface StormOutcome {
  readonly signedIn: number;
  /** Told to come back. */
  readonly turnedAway: number;
}

export interface StormFigures extends StormOutcome {
  readonly signIns: number;
  /** Seconds until the last of them was answered. */
  readonly took: number;
  /** Milliseconds of token requests: alone, and during the storm. */
  readonly alone: { readonly p50: number; readonly p99: number };
  readonly during: { readonly p50: number; readonly p99: number };
}

const program = fileURLToPath(new URL('storm-process.ts', import.meta.url));
const people = 500;
/** Token requests of a second. */
const rate = 50;
const secondsAlone = 5;

export async function measureSignInStorm(
  issuer: string,
  { tell }: { tell(line: string): void },
): Promise<StormFigures> {
  const endpoints = await readEndpoints(issuer);
  const alone = await askSteadily(endpoints, delay(secondsAlone * 1000));
  const begunAt = performance.now();
  const storm = runStorm(issuer);
  const during = await askSteadily(endpoints, storm);
  const took = (performance.now() - begunAt) / 1000;
  const { signedIn, turnedAway } = await storm;
  tell(`${people} sign in at once: ${signedIn} are in, ${turnedAway} turned away, in ${took.toFixed(1)} s`);
  const of = (latencies: readonly number[]) => ({
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  });
  return { signIns: people, signedIn, turnedAway, took, alone: of(alone), during: of(during) };
}

function runStorm(issuer: string): Promise<StormOutcome> {
  const words = ['-c', loadCore, process.execPath, '--import', import.meta.resolve('tsx'), program];
  const child = spawn('taskset', [...words, issuer, String(people)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (outcome: StormOutcome) => resolve(outcome));
    child.once('exit', code => reject(new Error(`the people of the storm ended with ${code}`)));
  });
}

/** Milliseconds of token requests at a fixed rate until something has ended. */
async function askSteadily({ token }: Endpoints, end: Promise<unknown>): Promise<readonly number[]> {
  const { clientId } = machineJwtEs256;
  const bytes = tokenRequest(token, clientId, clientSecret, 'grant_type=client_credentials');
  const latencies: number[] = [];
  const answers: Promise<void>[] = [];
  let hasEnded = false;
  const ended = end.finally(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const connection = await RawConnection.open(Number(new URL(token).port));
    answers.push(
      connection.ask(bytes).then(({ status, latency }) => {
        connection.close();
        if (status !== 200) throw new Error(`a token request was answered ${status}`);
        latencies.push(latency);
      }),
    );
    await delay(1000 / rate);
  }
  await Promise.all([ended, ...answers]);
  return latencies;
}
