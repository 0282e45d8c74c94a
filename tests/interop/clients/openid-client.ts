/** openid-client, as npm delivers it: resolved from this folder, which has a package.json of its own. */
export * from 'openid-client';
