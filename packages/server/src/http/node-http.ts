/**
 * What this room takes from `node:http`, without importing it: an import reads all that the module exports, and some of
 * that loads Node's whole Fetch, a tenth of the start and 5 MB for nothing.
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
