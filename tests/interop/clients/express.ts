/** Express and what its applications sign in with, as npm delivers them. */
export { default as express } from 'express';
export { auth } from 'express-openid-connect';
export { default as session } from 'express-session';
export { default as passport } from 'passport';
export { default as OpenIdConnectStrategy } from 'passport-openidconnect';
