/** Every mistake in a configuration file is told with its place, all of them at once, and never with a secret. */
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../packages/server/src/config/load.ts';
import { type Problem, printProblem } from '../../packages/server/src/config/problem.ts';
import { applicationMistakes } from './application-mistakes.ts';
import { dialectMistakes } from './dialect-mistakes.ts';
import { canary, fileWith } from './mistake.ts';
import { otherMistakes } from './other-mistakes.ts';

const environment = { EMPTY: '', SHORT_KEY: 'CANARY-short' };

function problemsOf(text: string): readonly Problem[] {
  const loaded = readConfiguration(text, {
    environment,
    fileFolder: '/nowhere',
    dataFolder: '/nowhere/data',
  });
  return loaded.kind === 'refused' ? loaded.problems : [];
}

const mistakes = [...applicationMistakes, ...dialectMistakes, ...otherMistakes];

describe('a configuration file with a mistake', () => {
  it.each(mistakes)('is refused for $name', mistake => {
    const { text, expected } = fileWith([mistake]);
    const problems = problemsOf(text);
    expect(problems.map(({ path, line, suggestion }) => ({ path, line, suggestion }))).toEqual(
      expected.map(({ path, line, suggestion }) => ({ path, line, suggestion })),
    );
    expect(problems[0]?.message).toContain(mistake.message);
    expect(JSON.stringify(problems)).not.toMatch(/CANARY|77777777/);
  });

  it('knows more than sixty kinds of mistake', () => {
    expect(new Set(mistakes.map(({ name }) => name)).size).toBeGreaterThan(60);
  });
});

describe('a configuration file with many mistakes', () => {
  const { text, expected } = fileWith(mistakes.filter(({ alone }) => alone === undefined));
  const problems = problemsOf(text);

  it('is told all of them at once, in the order of its lines', () => {
    expect(problems.map(({ path, line }) => `${line} ${path}`)).toEqual(
      expected.map(({ path, line }) => `${line} ${path}`),
    );
    for (const [index, { message, suggestion }] of expected.entries()) {
      expect(problems[index]?.message).toContain(message);
      expect(problems[index]?.suggestion).toBe(suggestion);
    }
    expect(expected.length).toBeGreaterThan(90);
  });

  it('is told nothing of its secrets', () => {
    expect(text).toContain(canary);
    expect(problems.map(problem => printProblem('x.yaml', problem)).join('\n')).not.toMatch(
      /CANARY|77777777/,
    );
  });
});
