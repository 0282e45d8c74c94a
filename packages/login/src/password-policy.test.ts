/** The bounds of a new password. */
import { expect, it } from 'vitest';
import { passwordProblem } from './password-policy.ts';

it.each([
  ['short', { kind: 'password_too_short' }],
  ['eleven char', { kind: 'password_too_short' }],
  ['u\u0308'.repeat(11), { kind: 'password_too_short' }],
  ['twelve chars', undefined],
  ['🔑'.repeat(12), undefined],
  ['é'.repeat(512), undefined],
  ['é'.repeat(513), { kind: 'password_too_long' }],
])('judges %j', (password, problem) => {
  expect(passwordProblem(password)).toEqual(problem);
});
