/** The Node.js SDK of Authing, as npm delivers it. */
export * from 'authing-node-sdk';
