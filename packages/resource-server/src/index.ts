/** Access tokens checked in front of an API; the frameworks are in `./express`, `./fastify` and `./fetch`. */
export type { AccessTokenClaims } from './claims.ts';
export type { PresentedRequest, Scheme } from './credentials.ts';
export { type ProblemCode, ResourceServerError } from './errors.ts';
export type { Json } from './http.ts';
export type { IntrospectionOptions, VerifierOptions } from './options.ts';
export type { Refusal, RefusalError } from './refusal.ts';
export { createReplayMemory, type ReplayAnswer, type ReplayMemory } from './replay-memory.ts';
export { accessOf } from './request-access.ts';
export { type Access, createVerifier, type Needs, type Verifier } from './verifier.ts';
