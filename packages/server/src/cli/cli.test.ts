/** The command line: strict, with suggestions, and with exit codes that say what happened. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Errand, ErrandAnswer } from '../control/desk.ts';
import { version } from '../version.ts';
import { createRunner } from './recorded-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'symbolon-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const right = 'user_pools:\n  - name: default\n    users: [{ username: alice, password: CANARY }]\n';
writeFileSync(join(folder, 'right.yaml'), right);
writeFileSync(join(folder, 'wrong.yaml'), 'serve: { x: CANARY }\nlog: { level: CANARY }\n');

const runWith = createRunner(folder);
const run = (...words: string[]) => runWith({ operate: tellKeys }, ...words);

/** The admin API of two pools, as far as keys are concerned. */
async function tellKeys({ path }: Errand): Promise<ErrandAnswer> {
  const of = { alg: 'RS256', since: 1_800_000_000 };
  const answers: Readonly<Record<string, object>> = {
    '/admin/v1/pools?limit=200': { items: [{ name: 'default' }], next: 'more' },
    '/admin/v1/pools?limit=200&cursor=more': { items: [{ name: 'staff' }] },
  };
  const keys = {
    items: [
      { ...of, kid: 'one', state: 'active' },
      { ...of, kid: 'two', state: 'announced', signs_at: 1_800_086_400 },
    ],
  };
  return { status: 200, body: JSON.stringify(answers[path] ?? keys) };
}

describe('symbolon check', () => {
  it('says fine, and prints what the file amounts to', async () => {
    const { exitCode, printed, complaints } = await run('check', '--config', 'right.yaml');
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toMatch(/^right\.yaml: fine\nserver:\n {2}origin: http:\/\/localhost:3000\n/);
    expect(printed).toContain('password: «redacted»');
    expect(printed).not.toContain('CANARY');
  });

  it('lists all problems, without a secret, and fails', async () => {
    const { exitCode, printed, complaints } = await run('check', '--config=wrong.yaml');
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complaints.split('\n')).toEqual([
      'wrong.yaml:1:1 serve: is not known here; did you mean `server`?',
      'wrong.yaml:2:8 log.level: must be one of trace, debug, info, warn, error, fatal, silent',
      '2 problems',
    ]);
  });

  it('needs a file', async () => {
    expect(await run('check')).toMatchObject({
      exitCode: 2,
      complaints: expect.stringContaining('--config FILE'),
    });
    expect(await run('check', '--config', 'none.yaml')).toMatchObject({ exitCode: 1 });
  });
});

describe('symbolon start', () => {
  it('starts with a demo user where there is no file, the same each time', async () => {
    const [first] = (await run('--port', '4100', '--host', '0.0.0.0')).started;
    const [second] = (await run('start', '--data', 'data')).started;
    expect(first).toMatchObject({
      dataFolder: join(folder, 'data'),
      demoUser: { username: 'demo', email: 'demo@symbolon.local' },
      configuration: { origin: 'http://localhost:4100', listen: { host: '0.0.0.0', port: 4100 } },
    });
    expect(second?.demoUser).toEqual(first?.demoUser);
  });

  it('starts with the file it is told, and with the one that lies there', async () => {
    const [told] = (await run('--config', 'right.yaml', '--data', 'elsewhere')).started;
    expect(told).toMatchObject({ demoUser: undefined, dataFolder: join(folder, 'elsewhere') });
    expect(told?.configuration.storage).toEqual({
      engine: 'sqlite',
      path: join(folder, 'elsewhere/symbolon.db'),
    });

    writeFileSync(join(folder, 'symbolon.config.json'), '{"user_pools":[{"name":"from-json"}]}');
    const [found] = (await run()).started;
    rmSync(join(folder, 'symbolon.config.json'));
    expect(found).toMatchObject({
      dataFolder: join(folder, 'data'),
      configuration: { userPools: [{ name: 'from-json' }] },
    });
  });

  it('tells in one sentence what the operator can mend, and hides no fault of ours', async () => {
    const forOperator = Object.assign(new Error('port 1 is taken'), { name: 'CannotListen' });
    expect(await runWith({ failure: forOperator }, '--config', 'right.yaml')).toMatchObject({
      exitCode: 1,
      complaints: 'symbolon: port 1 is taken',
    });
    await expect(runWith({ failure: new TypeError('ours') }, '--config', 'right.yaml')).rejects.toThrow(
      'ours',
    );
  });

  it('starts nothing where the file is refused', async () => {
    expect(await run('--config', 'wrong.yaml')).toMatchObject({ exitCode: 1, started: [] });
  });
});

describe('symbolon keys', () => {
  const active = '  RS256  one  active since 2027-01-15T08:00:00Z';
  const announced = '  RS256  two  announced since 2027-01-15T08:00:00Z, signs from 2027-01-16T08:00:00Z';

  it('list tells all keys of every pool, rotate what was announced', async () => {
    const listed = await run('keys', 'list');
    expect(listed.printed.split('\n')).toEqual([
      `default${active}`,
      `default${announced}`,
      `staff${active}`,
      `staff${announced}`,
    ]);
    const { printed, asked } = await run('keys', 'rotate', '--data', 'here');
    expect(printed.split('\n')).toEqual([
      'Announced. Each new key signs once every copy of the key set has it:',
      `default${announced}`,
      `staff${announced}`,
    ]);
    expect(asked.errands).toEqual([
      'GET /admin/v1/pools?limit=200',
      'GET /admin/v1/pools?limit=200&cursor=more',
      'POST /admin/v1/pools/default/keys/rotate',
      'POST /admin/v1/pools/staff/keys/rotate',
    ]);
    const dataFolder = join(folder, 'here');
    expect(asked.places).toMatchObject([
      { dataFolder, configuration: { storage: { path: join(dataFolder, 'symbolon.db') } } },
    ]);
  });

  it('looks where the file says that the database is', async () => {
    const elsewhere = join(folder, 'elsewhere.yaml');
    writeFileSync(elsewhere, 'storage: { engine: sqlite, path: ./kept/here.db }\n');
    const { asked } = await run('keys', 'list', '--config', 'elsewhere.yaml');
    expect(asked.places).toMatchObject([
      {
        configuration: { storage: { path: join(folder, 'kept/here.db') } },
        dataFolder: join(folder, 'data'),
      },
    ]);
    const { exitCode, asked: nothing } = await run('keys', 'list', '--config', 'wrong.yaml');
    expect({ exitCode, ...nothing }).toMatchObject({ exitCode: 1, places: [], errands: [] });
  });

  it('tells in one sentence why it was not done', async () => {
    const failure = Object.assign(new Error('no database'), { name: 'CannotAdminister' });
    expect(await runWith({ failure }, 'keys', 'rotate')).toMatchObject({
      exitCode: 1,
      printed: '',
      complaints: 'symbolon: no database',
    });
  });
});

describe('the command line', () => {
  it.each([
    [['--confg', 'x'], 'unknown option "--confg"; did you mean --config?'],
    [['chek'], 'unknown command "chek"; did you mean check?'],
    [['keys'], 'unknown command "keys"; did you mean keys list?'],
    [['keys', 'rotat'], 'unknown command "keys rotat"; did you mean keys rotate?'],
    [['keys', 'list', 'x'], '"x" is one word too many'],
    [['check', '--port', '1'], 'unknown option "--port"'],
    [['-x'], 'unknown option "-x"'],
    [['start', 'now'], '"now" is one word too many'],
    [['--port'], '--port needs a value'],
    [['--config', '--port', '1'], '--config needs a value'],
    [['--config='], '--config needs a value'],
    [['--help=yes'], '--help takes no value'],
    [['--port', '1', '--port', '2'], '--port stands twice'],
    [['--port', '65536'], '--port must be a number from 1 to 65535'],
    [['--port', '3e3'], '--port must be a number from 1 to 65535'],
    [['--__proto__'], 'unknown option "--__proto__"'],
    [['constructor'], 'unknown command "constructor"'],
  ])('does not understand %j', async (words, complaint) => {
    const { exitCode, complaints, started } = await run(...words);
    expect({ exitCode, started }).toEqual({ exitCode: 2, started: [] });
    expect(complaints).toContain(complaint);
    expect(complaints.split('\n')).toHaveLength(1);
  });

  it('tells its version, which is that of the package, and its help', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run('--version')).toMatchObject({ exitCode: 0, printed: manifest.version });
    expect(version).toBe(manifest.version);
    for (const words of [['--help'], ['-h'], ['check', '--help']]) {
      const { exitCode, printed } = await run(...words);
      expect(exitCode).toBe(0);
      for (const name of ['start', 'check', '--config FILE', '--data FOLDER', '--port N', '--host HOST']) {
        expect(printed).toContain(name);
      }
    }
  });
});

describe('symbolon user import', () => {
  it.each(['nothing.csv', '.'])('says of %s that it cannot be read', async file => {
    const { exitCode, complaints, asked } = await run('user', 'import', file);
    expect([exitCode, complaints]).toEqual([1, `symbolon user import: ${file}: it cannot be read`]);
    expect(asked.places).toEqual([]);
  });
});

it('asks for a user pool by its name, whatever stands in it', async () => {
  writeFileSync(join(folder, 'users.json'), '[{"username":"ann"}]');
  const refusal = { status: 404, body: JSON.stringify({ detail: 'There is no such user pool here.' }) };
  const pool = ['--pool', 'no such/pool?'];
  for (const words of [
    ['user', 'import', 'users.json', ...pool],
    ['user', 'invite', 'ann@example.org', ...pool],
    ['app', 'create', ...pool],
  ]) {
    const { exitCode, complaints, asked } = await runWith({ operate: async () => refusal }, ...words);
    expect([exitCode, asked.errands[0]]).toEqual([1, expect.stringContaining('/pools/no%20such%2Fpool%3F/')]);
    expect(complaints).toContain('There is no such user pool here.');
  }
});
