/** The command `symbolon user invite`: what it asks of the admin API, and what it tells of the answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRunner } from './recorded-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'symbolon-invite-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'right.yaml'), 'user_pools: [{ name: declared }]\n');
writeFileSync(join(folder, 'wrong.yaml'), 'serve: {}\n');

const runWith = createRunner(folder);

describe('symbolon user invite', () => {
  const answering = (status: number, body: object) => ({
    operate: async () => ({ status, body: JSON.stringify(body) }),
  });
  const invite = (...words: string[]) => runWith(answering(201, {}), 'user', 'invite', ...words);

  it('invites to the pool default, and says so', async () => {
    const { exitCode, printed, complaints, asked } = await invite('grace@example.org', '--data', 'here');
    expect({ exitCode, printed, complaints }).toEqual({
      exitCode: 0,
      printed: 'grace@example.org is invited.',
      complaints: '',
    });
    expect(asked).toMatchObject({
      places: [{ dataFolder: join(folder, 'here') }],
      errands: ['POST /admin/v1/pools/default/invitations'],
      bodies: [{ email: 'grace@example.org' }],
      closed: 1,
    });
  });

  it('sends the pool, the name and the role that it is told, and nothing else', async () => {
    const words = [
      '--pool',
      'administrators',
      '--name',
      'Grace',
      '--role',
      'auditor',
      '--config',
      'right.yaml',
    ];
    const { asked } = await invite('grace@example.org', ...words);
    expect(asked.errands).toEqual(['POST /admin/v1/pools/administrators/invitations']);
    expect(asked.bodies).toEqual([{ email: 'grace@example.org', name: 'Grace', role: 'auditor' }]);
    expect(asked.places).toMatchObject([{ configuration: { userPools: [{ name: 'declared' }] } }]);
  });

  it.each([
    ['as a whole', 409, { detail: 'It belongs to another.' }, 'It belongs to another.'],
    ['of members', 400, { errors: [{ member: 'email', message: 'is wrong' }] }, 'email is wrong'],
    [
      'of more',
      400,
      { errors: ['email', ''].map(member => ({ member, message: 'is wrong' })) },
      'it is wrong',
    ],
  ])('tells a refusal %s, and lets go of the deployment', async (_name, status, problem, told) => {
    const words = ['user', 'invite', 'grace@example.org'];
    const { exitCode, printed, complaints, asked } = await runWith(
      answering(status, { detail: 'No.', ...problem }),
      ...words,
    );
    expect({ exitCode, printed, closed: asked.closed }).toEqual({ exitCode: 1, printed: '', closed: 1 });
    expect(complaints).toMatch(/^symbolon user invite: /);
    expect(complaints.endsWith(told)).toBe(true);
    expect(complaints).not.toContain('No.');
  });

  it('lets go of a deployment that breaks off', async () => {
    const operate = () => Promise.reject(Object.assign(new Error('gone'), { name: 'CannotAdminister' }));
    const { exitCode, printed, complaints, asked } = await runWith({ operate }, 'user', 'invite', 'a@x.test');
    expect({ exitCode, printed, complaints, closed: asked.closed }).toEqual({
      exitCode: 1,
      printed: '',
      complaints: 'symbolon: gone',
      closed: 1,
    });
  });

  it('invites nobody without an address, or where the file is wrong', async () => {
    const nobody = await invite();
    expect(nobody).toMatchObject({ exitCode: 2, asked: { errands: [] } });
    const wrong = await invite('grace@example.org', '--config', 'wrong.yaml');
    expect(wrong).toMatchObject({ exitCode: 1, printed: '', asked: { places: [], errands: [] } });
    expect(wrong.complaints).toContain('wrong.yaml:1:1 serve: is not known here');
  });
});
