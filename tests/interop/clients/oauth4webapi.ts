/** oauth4webapi, as npm delivers it. */
export * from 'oauth4webapi';
