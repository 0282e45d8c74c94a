/** Password hashing against published vectors, and its limits. */
import { createSystemRandom } from '@symbolon/foundation';
import { describe, expect, it } from 'vitest';
import { createPasswordHasher, unmatchableHash } from './password-hash.ts';
import { isPasswordHash } from './stored-hash.ts';

const random = createSystemRandom();
const hasher = createPasswordHasher({ random });

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '');

// RFC 7914 §11: PBKDF2-HMAC-SHA-256, P=passwd, S=salt, c=1.
const pbkdf2 = `$pbkdf2-sha256$i=1$${Buffer.from('salt').toString('base64')}$${base64(
  '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
)}`;
// RFC 7914 §12: P=password, S=NaCl, N=1024, r=8, p=16.
const scrypt = `$scrypt$ln=10,r=8,p=16$${base64('4e61436c')}$${base64(
  'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
)}`;
// The test suite of the Argon2 reference implementation: m=65536, t=2, p=1.
const argon2id = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
// The test suite of crypt_blowfish.
const bcrypt = '$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

const vectors: [string, string][] = [
  [argon2id, 'password'],
  [`$2a${bcrypt}`, 'U*U'],
  [`$2b${bcrypt}`, 'U*U'],
  [`$2y${bcrypt}`, 'U*U'],
  [pbkdf2, 'passwd'],
  [scrypt, 'password'],
];

describe('verifying', () => {
  it.each(vectors)('matches %s', async (stored, password) => {
    expect(isPasswordHash(stored)).toBe(true);
    expect(await hasher.verify(stored, password)).toEqual({ kind: 'right' });
    expect(await hasher.verify(stored, `${password}x`)).toEqual({ kind: 'wrong' });
    expect(await hasher.verify(stored, '')).toEqual({ kind: 'wrong' });
  });

  it.each([
    '',
    'password',
    '{SSHA}abcdef',
    '$1$salt$hash',
    '$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    '$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
    '$pbkdf2-sha256$i=1$c2FsdA$',
    '$pbkdf2-sha256$i=1$c2FsdA$AAAA',
    '$pbkdf2-sha256$i=0$c2FsdA$VawEblbjCJ/sFpHCJUS2Bg',
    '$pbkdf2-md5$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2Bg',
    '$scrypt$ln=30,r=8,p=1$TmFDbA$VawEblbjCJ/sFpHCJUS2Bg',
    '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPd',
  ])('takes %j for no password hash, and matches nothing with it', async text => {
    expect(isPasswordHash(text)).toBe(false);
    expect(await hasher.verify(text, 'password')).toEqual({ kind: 'wrong' });
    expect(await hasher.verify(text, '')).toEqual({ kind: 'wrong' });
  });
});

describe('hashing', () => {
  it('writes argon2id with 19 MiB, two passes, one lane, and a salt of its own', async () => {
    const [first, second] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    if (first.kind !== 'hashed' || second.kind !== 'hashed') throw new Error('not hashed');
    expect(first.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first.hash).not.toBe(second.hash);
    expect(await hasher.verify(first.hash, 'correct horse')).toEqual({ kind: 'right' });
    expect(hasher.needsRehash(first.hash, 'correct horse')).toBe(false);
  });

  it('takes a letter for the same on every keyboard, and nothing else', async () => {
    const outcome = await hasher.hash('Schlu\u0308ssel ');
    if (outcome.kind !== 'hashed') throw new Error('not hashed');
    expect(await hasher.verify(outcome.hash, 'Schl\u00FCssel ')).toEqual({ kind: 'right' });
    expect(await hasher.verify(outcome.hash, 'Schl\u00FCssel')).toEqual({ kind: 'wrong' });
    expect(await hasher.verify(outcome.hash, 'schl\u00FCssel ')).toEqual({ kind: 'wrong' });
  });

  it('takes 1,024 bytes and no more, counted in UTF-8', async () => {
    expect((await hasher.hash('é'.repeat(512))).kind).toBe('hashed');
    expect(await hasher.hash('é'.repeat(513))).toEqual({ kind: 'too_long' });
    expect(await hasher.verify(argon2id, 'x'.repeat(1025))).toEqual({ kind: 'wrong' });
  });

  it('asks for a new hash where the old one is weaker', () => {
    const cost = (parameters: string) =>
      `$argon2id$v=19$${parameters}$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc`;
    for (const [stored, password] of vectors.slice(1))
      expect(hasher.needsRehash(stored, password)).toBe(true);
    expect(hasher.needsRehash(cost('m=65536,t=2,p=1'), 'x')).toBe(false);
    expect(hasher.needsRehash(cost('m=4096,t=20,p=1'), 'x')).toBe(true);
    expect(hasher.needsRehash(cost('m=19456,t=1,p=1'), 'x')).toBe(true);
    expect(hasher.needsRehash(cost('m=65536,t=2,p=1').replace('argon2id', 'argon2i'), 'x')).toBe(true);
  });

  it('does not make the part of a password permanent that bcrypt never checked', () => {
    expect(hasher.needsRehash(`$2b${bcrypt}`, 'x'.repeat(72))).toBe(true);
    expect(hasher.needsRehash(`$2b${bcrypt}`, 'x'.repeat(73))).toBe(false);
  });

  it('turns away what exceeds its bound, for hashing and verifying together', async () => {
    const small = createPasswordHasher({ random, slots: 1, waiting: 1 });
    const outcomes = await Promise.all([
      small.hash('one'),
      small.verify(argon2id, 'password'),
      small.hash('three'),
      small.verify(argon2id, 'password'),
    ]);
    expect(outcomes.map(outcome => outcome.kind)).toEqual(['hashed', 'right', 'busy', 'busy']);
    expect(outcomes[2]).toEqual({ kind: 'busy', retryAfter: 2 });
    expect((await small.verify(argon2id, 'password')).kind).toBe('right');
  });

  it('makes a hash that nothing matches, of the same cost as a real one', async () => {
    const unmatchable = unmatchableHash(random);
    expect(isPasswordHash(unmatchable)).toBe(true);
    expect(unmatchable).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hasher.needsRehash(unmatchable, '')).toBe(false);
    expect(await hasher.verify(unmatchable, '')).toEqual({ kind: 'wrong' });
  });
});
