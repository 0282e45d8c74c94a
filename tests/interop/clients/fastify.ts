/** Fastify and the Express before this one, as npm delivers them. */
export { default as express4 } from 'express4';
export { fastify } from 'fastify';
