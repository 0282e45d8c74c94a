/** The server as a library: what a test, or a program that embeds it, needs to run one. */
export { describeAdminApi } from './admin-api/index.ts';
export { type Composed, compose, type Edges } from './compose.ts';
export type { Configuration } from './config/configuration.ts';
export { defaultConfiguration } from './config/defaults.ts';
export { loadConfiguration, readConfiguration } from './config/load.ts';
export type { DeliveryRoom } from './delivery/delivery-room.ts';
export { createEnvelopes } from './delivery/envelope.ts';
export { closeGracefully, listen } from './http/listener.ts';
export { type MakeKey, makeKey } from './keys/signing-keys.ts';
export { createLog, type Log } from './observability/log.ts';
