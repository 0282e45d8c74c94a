/** Signing keys by command, with the server as it is shipped: running, stopped, and killed. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../testkit/program.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

let folder = '';
let server: StartedServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-keys-'));
  server = await startServer({ applications: [web], pools: [{ name: 'other' }] });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const keys = (...words: string[]) => runProgram(['keys', ...words], { folder });
const ofServer = async (act: 'list' | 'rotate') => {
  const ended = await keys(act, '--data', server.dataFolder);
  expect({ exitCode: ended.exitCode, standardError: ended.standardError }).toEqual({
    exitCode: 0,
    standardError: '',
  });
  return ended.standardOutput.trimEnd().split('\n');
};
const publishedKids = async (): Promise<string[]> => {
  const { keys: published } = await (await fetch(`${server.issuer}/.well-known/jwks.json`)).json();
  return published.map(({ kid }: { kid: string }) => kid);
};
const line =
  /^(?<pool>\S+) {2}(?<alg>\S+) {2}(?<kid>\S+) {2}(?<state>\w+) since (?<since>\S+?)(?:, signs from (?<signs>\S+))?$/;
const read = (text: string) => line.exec(text)?.groups ?? {};

describe('symbolon keys', () => {
  it('rotate asks the running server, which publishes what is announced at once', async () => {
    const before = await publishedKids();
    const [heading, ...lines] = await ofServer('rotate');
    expect(heading).toBe('Announced. Each new key signs once every copy of the key set has it:');
    const announced = lines.map(read);
    expect(new Set(announced.map(({ pool }) => pool))).toEqual(
      new Set(['default', 'other', 'administrators']),
    );
    for (const { state, since, signs } of announced) {
      expect(state).toBe('announced');
      expect(Date.parse(signs ?? '') - Date.parse(since ?? '')).toBe(86_400_000);
    }
    const ofDefault = announced.filter(({ pool }) => pool === 'default').map(({ kid }) => kid);
    expect(ofDefault).toHaveLength(before.length);
    expect((await publishedKids()).toSorted()).toEqual([...before, ...ofDefault].toSorted());
  });

  it('rotate again announces nothing more', async () => {
    const published = await publishedKids();
    await ofServer('rotate');
    expect(await publishedKids()).toEqual(published);
  });

  it('reaches the server by a socket that is its own user’s alone', () => {
    const { mode } = statSync(join(server.dataFolder, 'symbolon.db.sock'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  it('works on the database itself where no server runs, stopped or killed', async () => {
    const running = await ofServer('list');
    await server.stop();
    expect(existsSync(join(server.dataFolder, 'symbolon.db.sock'))).toBe(false);
    expect(await ofServer('list')).toEqual(running);
    await server.start();
    await server.kill();
    expect(await ofServer('list')).toEqual(running);
    await ofServer('rotate');
    await server.start();
    expect((await ofServer('list')).map(text => read(text)['kid'])).toEqual(
      running.map(text => read(text)['kid']),
    );
  });

  it('makes nothing where there is no database', async () => {
    const nowhere = join(folder, 'nowhere');
    const { exitCode, standardOutput, standardError } = await keys('rotate', '--data', nowhere);
    expect({ exitCode, standardOutput }).toEqual({ exitCode: 1, standardOutput: '' });
    expect(standardError).toBe(
      `symbolon: There is no database at ${nowhere}/symbolon.db: nothing was started yet.\n`,
    );
    expect(existsSync(nowhere)).toBe(false);
  });
});
