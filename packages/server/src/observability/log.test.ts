/** The log says what it knows, in one line, and nothing that was not meant for it. */
import { describe, expect, it } from 'vitest';
import type { LogLevel } from '../config/configuration.ts';
import { createLog, type LogFields } from './log.ts';

function logged(message: string, fields?: LogFields, level: LogLevel = 'info'): string {
  const lines: string[] = [];
  const log = createLog(level, { write: line => void lines.push(line) });
  log.info(message, fields);
  log.flush();
  return lines.join('');
}

describe('a line of the log', () => {
  it('is JSON with a level, a time and the fields that are known', () => {
    const line = JSON.parse(
      logged('token issued', { event: 'token.issued', status: 200, correlationId: 'c1' }),
    );
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      event: 'token.issued',
      status: 200,
      correlationId: 'c1',
      msg: 'token issued',
    });
  });

  it('holds no header, form or query, whoever hands them in', () => {
    // Through JSON, as something without types would hand it in.
    const request: LogFields = JSON.parse(
      JSON.stringify({
        path: '/oidc/auth?code=CANARY&state=CANARY#CANARY',
        authorization: 'Basic CANARY',
        cookie: 'CANARY',
        headers: { authorization: 'CANARY', cookie: 'CANARY' },
        body: 'password=CANARY',
        query: { code: 'CANARY' },
        reason: { nested: 'CANARY' },
        event: ['CANARY'],
      }),
    );
    const text = logged('request', request);
    expect(text).not.toContain('CANARY');
    expect(JSON.parse(text)).toMatchObject({ path: '/oidc/auth' });
  });

  it('stays one line of plain characters', () => {
    const text = logged('a\r\nb\u001b[31m', { reason: 'x\u0000\u009b\u2028\u202e\r\n{"level":"fatal"}' });
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({
      msg: 'a\\u000d\\u000ab\\u001b[31m',
      reason: 'x\\u0000\\u009b\\u2028\\u202e\\u000d\\u000a{"level":"fatal"}',
    });
  });

  it('ends after 500 characters', () => {
    const line = JSON.parse(
      logged('x'.repeat(100_000), { reason: 'y'.repeat(500), clientId: 'z'.repeat(501) }),
    );
    expect(line).toMatchObject({
      msg: `${'x'.repeat(500)}…`,
      reason: 'y'.repeat(500),
      clientId: `${'z'.repeat(500)}…`,
    });
  });

  it('tells of an error its name, message and place, not what hangs on it', () => {
    const error = Object.assign(new RangeError('out of\nrange'), { request: 'CANARY' });
    const line = JSON.parse(logged('failed', { error }));
    expect(line.error).toMatch(/^RangeError: out of\\u000arange at .*log\.test\.ts/);
    expect(JSON.stringify(line)).not.toContain('CANARY');
    expect(JSON.parse(logged('failed', { error: { secret: 'CANARY' } })).error).toBe('thrown: object');
  });

  it('is not written below the level', () => {
    expect(logged('quiet', {}, 'warn')).toBe('');
    expect(logged('quiet', {}, 'silent')).toBe('');
  });
});
