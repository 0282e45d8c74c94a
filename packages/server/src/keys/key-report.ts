/** A signing key as an operator is told of it. */
import { z } from 'zod';

/** Times in epoch seconds. */
export const keyReport = z.object({
  pool: z.string(),
  alg: z.string(),
  kid: z.string(),
  state: z.enum(['announced', 'active', 'retired']),
  /** Since when it is in its state. */
  since: z.number(),
  /** Of an announced key: when it begins to sign. */
  signsAt: z.number().optional(),
});

export type KeyReport = z.output<typeof keyReport>;
