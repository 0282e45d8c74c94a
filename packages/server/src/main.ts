#!/usr/bin/env node
/** The entry of the program. */
import { runProcess } from './cli/index.ts';

await runProcess();
