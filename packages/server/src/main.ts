#!/usr/bin/env node
/** The entry of the program. */
import { runProcess } from './cli/index.ts';
import { sizeThreadPool } from './thread-pool.ts';

sizeThreadPool(process.env);
await runProcess();
