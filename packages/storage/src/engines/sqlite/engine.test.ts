/** The SQLite engine: the contract of all engines, and what is its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStorageContract } from '../../contract/contract.ts';
import { openSqliteEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'symbolon-contract-'));
let opened = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeStorageContract('SQLite', () =>
  openSqliteEngine({ engine: 'sqlite', path: join(folder, `${++opened}.db`) }),
);
