/** Request objects at `request_uri`: which are kept, and for how long — OIDC Core §6.2. */
import { hashBearerValue } from '@symbolon/foundation';
import { describe, expect, it } from 'vitest';
import type { Egress, Fetched } from './egress/egress.ts';
import { createRequestObjects } from './request-objects.ts';

const uri = 'https://rp.test/request';
const content = (text: string): Fetched => ({ kind: 'fetched', text });
const failed: Fetched = { kind: 'failed', reason: 'the host cannot be reached' };

function setUp(answer: Fetched) {
  const state = { answer, now: 1000 };
  const asked: string[] = [];
  const egress: Pick<Egress, 'fetchText'> = {
    async fetchText(address) {
      asked.push(address);
      return state.answer;
    },
  };
  return { state, asked, find: createRequestObjects(egress, () => state.now) };
}

describe('a request object at request_uri', () => {
  it('is fetched once, however many ask at once, without the fragment', async () => {
    const { asked, find } = setUp(content('a.b.c\n'));
    expect(await Promise.all([find(`${uri}#1`), find(`${uri}#1`)])).toEqual(['a.b.c', 'a.b.c']);
    expect(asked).toEqual([uri]);
  });

  it('is kept for an hour where the fragment is its hash', async () => {
    const { state, asked, find } = setUp(content('a.b.c'));
    const named = `${uri}#${hashBearerValue('a.b.c')}`;
    await find(named);
    state.answer = failed;
    state.now += 3599;
    expect(await find(named)).toBe('a.b.c');
    state.now += 1;
    expect(await find(named)).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it.each([uri, `${uri}#version-1`])('is kept for seconds at %s, which names no content', async address => {
    const { state, find } = setUp(content('old'));
    await find(address);
    state.answer = content('new');
    state.now += 4;
    expect(await find(address)).toBe('old');
    state.now += 1;
    expect(await find(address)).toBe('new');
  });

  it('of another fragment is another', async () => {
    const { state, find } = setUp(content('old'));
    await find(`${uri}#1`);
    state.answer = content('new');
    expect(await find(`${uri}#2`)).toBe('new');
  });

  it('is not asked for at every turn where its host fails', async () => {
    const { state, asked, find } = setUp(failed);
    expect([await find(uri), await find(uri)]).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
    state.answer = content('a.b.c');
    state.now += 5;
    expect(await find(uri)).toBe('a.b.c');
  });

  it('is forgotten where there are too many', async () => {
    const { asked, find } = setUp(content('a.b.c'));
    for (let i = 0; i <= 500; i++) await find(`${uri}#${i}`);
    await find(`${uri}#500`);
    expect(asked).toHaveLength(501);
    await find(`${uri}#0`);
    expect(asked).toHaveLength(502);
  });
});
