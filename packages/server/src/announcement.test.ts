/** The greeting at a terminal, and the lines that a collector of logs gets instead. */
import { describe, expect, it } from 'vitest';
import { type Announced, announce } from './announcement.ts';
import { createLog } from './observability/log.ts';

const everything: Announced = {
  origin: 'http://localhost:3000',
  setupUrl: 'http://localhost:3000/setup?ticket=CANARY-LINK',
  demoUser: { username: 'demo', password: 'CANARY-PASSWORD' },
};
const nothing: Announced = { origin: 'https://id.example', setupUrl: undefined, demoUser: undefined };

function said(announced: Announced, isTerminal: boolean) {
  const logged: string[] = [];
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  announce(announced, {
    isTerminal,
    print,
    log: createLog('info', { write: line => void logged.push(line) }),
  });
  return { printed, logged };
}

describe('at a terminal', () => {
  it('greets with the address, discovery, the demo user and the set-up link', () => {
    expect(said(everything, true)).toEqual({
      logged: [],
      printed: `
  Symbolon is ready at http://localhost:3000

  Discovery  http://localhost:3000/oidc/.well-known/openid-configuration
  Demo user  demo
  Password   CANARY-PASSWORD
  Set up     http://localhost:3000/setup?ticket=CANARY-LINK

  The set-up link makes the first administrator. It works once.
  Press Ctrl+C to stop.

`,
    });
  });

  it('names only what there is', () => {
    expect(said(nothing, true).printed).toBe(`
  Symbolon is ready at https://id.example

  Discovery  https://id.example/oidc/.well-known/openid-configuration

  Press Ctrl+C to stop.

`);
  });
});

describe('elsewhere', () => {
  it('says that it is ready as a line of JSON, and prints the secrets as lines of their own', () => {
    const { logged, printed } = said(everything, false);
    expect(logged.map(line => JSON.parse(line))).toEqual([
      { level: 'info', time: expect.any(String), address: 'http://localhost:3000', msg: 'Symbolon is ready' },
    ]);
    expect(printed).toBe(
      'make the first administrator: http://localhost:3000/setup?ticket=CANARY-LINK\ndemo user: demo, password CANARY-PASSWORD\n',
    );
  });

  it('prints nothing where there is no secret', () => {
    expect(said(nothing, false)).toMatchObject({ printed: '', logged: [expect.stringContaining('ready')] });
  });
});
