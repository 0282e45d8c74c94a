/** Faults put back one at a time, each of which some test of this folder must notice — `npm run test:mutants`. */
import { authorizationMutants } from './mutants/authorization.ts';
import { dpopMutants } from './mutants/dpop.ts';
import { edgeMutants } from './mutants/edges.ts';
import { flowMutants } from './mutants/flows.ts';
import type { Mutant } from './mutants/mutant.ts';
import { registrationMutants } from './mutants/registration.ts';
import { tokenMutants } from './mutants/tokens.ts';

export type { Mutant };
export const mutants: readonly Mutant[] = [
  ...authorizationMutants,
  ...tokenMutants,
  ...dpopMutants,
  ...edgeMutants,
  ...registrationMutants,
  ...flowMutants,
];
