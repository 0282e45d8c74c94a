/** The ground that all server rooms share. */
export * from './bounded-map.ts';
export * from './clock.ts';
export * from './correlation-id.ts';
export * from './jose/algorithms.ts';
export * from './jose/jwk.ts';
export * from './jose/sign.ts';
export * from './jose/strict-json.ts';
export * from './jose/verify.ts';
export * from './message.ts';
export * from './opaque-token.ts';
export * from './parameters.ts';
export * from './pool.ts';
export * from './random.ts';
export * from './seal.ts';
