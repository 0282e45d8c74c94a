/** What a form about a user sends. */
import { expect, it } from 'vitest';
import { changesBetween, fieldsOf, readCustomData } from './user.ts';

const before = fieldsOf({
  username: 'alice',
  name: 'Alice',
  email_verified: true,
  custom_data: { aws: 'demo' },
});

it('sends what differs, and null for what was emptied', () => {
  const after = {
    ...before,
    texts: { ...before.texts, name: '', nickname: ' Al ' },
    truths: { ...before.truths, email_verified: false },
  };
  expect(changesBetween(before, after)).toEqual({ name: null, nickname: 'Al', email_verified: false });
  expect(changesBetween(before, before)).toEqual({});
});

it('takes custom data away that is no longer written', () => {
  expect(changesBetween(before, { ...before, customData: '{"tier":"gold"}' })).toEqual({
    custom_data: { tier: 'gold', aws: null },
  });
  expect(changesBetween(before, { ...before, customData: '' })).toEqual({ custom_data: { aws: null } });
});

it.each(['[]', '1', '"x"', '{', 'null'])('%s is no custom data', text => {
  expect(readCustomData(text)).toBeUndefined();
});
