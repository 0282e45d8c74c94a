/** Code + PKCE: this server only serves the page; all else happens in the browser — RFC 7636. */
import { serve } from './site.ts';

const page = {
  title: 'Single-page app: code + PKCE',
  about:
    'No back end and no secret: the browser itself exchanges the code, and proves with a fresh verifier that it is the one that asked.',
  script: '/browser/single-page-app.js',
};

export const startSinglePageApp = () => serve(4002, { 'GET /': () => page, 'GET /callback': () => page });
