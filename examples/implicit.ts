/** Implicit, for browser applications that cannot be changed any more — OIDC Core §3.2. */
import { serve } from './site.ts';

const page = {
  title: 'Implicit',
  about:
    'Tokens come in the fragment of the redirect, where whatever runs in the page sees them. It is off until an application switches it on; prefer code + PKCE.',
  script: '/browser/implicit.js',
};

export const startImplicit = () => serve(4003, { 'GET /': () => page, 'GET /callback': () => page });
