/** `--overload`: what is still served at ten times the capacity, and how those are told for whom there is no place. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../tests/testkit/free-port.ts';
import { callers, clientSecret, machineJwt } from '../clients.ts';
import { quantile } from '../figures.ts';
import { startServer } from '../servers/server.ts';
import { symbolon } from '../servers/symbolon.ts';
import { type RawAnswer, RawConnection, tokenRequest } from './raw-connection.ts';
import { measureSignInStorm, type StormFigures } from './sign-in-storm.ts';

export interface OverloadPlan {
  /** Seconds of each measurement. */
  readonly seconds: number;
  readonly node: string;
  tell(line: string): void;
}

export interface OverloadFigures {
  /** Answers of a second from callers who wait for each other. */
  readonly peak: number;
  /** Requests of a second that were due, and what became of them. */
  readonly offered: number;
  readonly goodput: number;
  readonly refused: number;
  /** Milliseconds, of refusals and of answers. */
  readonly refusals: { readonly p50: number; readonly p99: number };
  readonly answers: { readonly p50: number; readonly p99: number };
  readonly storm: StormFigures;
}

const factor = 10;
const connections = 2000;
const warmUp = 2;

export async function measureOverload(plan: OverloadPlan): Promise<OverloadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-overload-'));
  const prepared = await symbolon.prepare(folder, await freePort(), plan.node);
  const server = await startServer(symbolon, prepared, folder);
  try {
    const token = `${server.issuer}/token`;
    const bytes = tokenRequest(token, machineJwt.clientId, clientSecret, 'grant_type=client_credentials');
    const port = Number(new URL(token).port);
    await inTurns(port, bytes, warmUp);
    const peak = (await inTurns(port, bytes, plan.seconds)).length / plan.seconds;
    plan.tell(`peak: ${Math.round(peak)} a second`);
    const answers = await asDue(port, bytes, peak * factor, plan.seconds);
    const good = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 503);
    const others = answers.length - good.length - refused.length;
    if (others > 0) throw new Error(`${others} answers are neither 200 nor 503`);
    if (refused.some(({ retryAfter }) => retryAfter === undefined))
      throw new Error('a refusal without Retry-After');
    const latencies = (of: readonly RawAnswer[]) => {
      const values = of.map(({ latency }) => latency);
      return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
    };
    plan.tell(`at ${factor} times that: ${good.length} answered, ${refused.length} refused`);
    await served(port, bytes);
    return {
      peak,
      offered: answers.length / plan.seconds,
      goodput: good.length / plan.seconds,
      refused: refused.length / plan.seconds,
      refusals: latencies(refused),
      answers: latencies(good),
      storm: await measureSignInStorm(server.issuer, plan),
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves once what was under way is done, and there is a place again. */
async function served(port: number, bytes: string): Promise<void> {
  const connection = await RawConnection.open(port);
  while ((await connection.ask(bytes)).status !== 200) await delay(100);
  connection.close();
}

const openAll = (port: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => RawConnection.open(port)));

/** As many callers as saturate the server, each with its next request once it has its answer. */
async function inTurns(port: number, bytes: string, seconds: number): Promise<readonly RawAnswer[]> {
  const answers: RawAnswer[] = [];
  const open = await openAll(port, callers);
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    open.map(async connection => {
      while (performance.now() < until) answers.push(await connection.ask(bytes));
      connection.close();
    }),
  );
  return answers;
}

/** Requests at a fixed rate, whatever becomes of those before: one that finds no connection free waits for one. */
async function asDue(
  port: number,
  bytes: string,
  rate: number,
  seconds: number,
): Promise<readonly RawAnswer[]> {
  const free = await openAll(port, connections);
  const answers: RawAnswer[] = [];
  const due: number[] = [];
  const serve = (connection: RawConnection) => {
    const dueAt = due.shift();
    if (dueAt === undefined) return void free.push(connection);
    connection.ask(bytes, dueAt).then(
      answer => {
        answers.push(answer);
        serve(connection);
      },
      () => undefined,
    );
  };
  const begunAt = performance.now();
  for (let sent = 0; performance.now() - begunAt < seconds * 1000; await delay(1)) {
    for (const all = ((performance.now() - begunAt) / 1000) * rate; sent < all; sent++) {
      due.push(begunAt + (sent / rate) * 1000);
      const connection = free.pop();
      if (connection) serve(connection);
    }
  }
  due.length = 0;
  const ended = [...answers];
  for (const connection of free) connection.close();
  return ended;
}
