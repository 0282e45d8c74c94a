/** Samples that run as they stand, with the values of one application. */
import { type Draft, isPublic, typeOf } from './application.ts';

export interface SampleValues {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

export interface Sample {
  readonly name: 'Node' | 'Browser' | 'curl';
  readonly text: string;
}

const plainHttp = (issuer: string) =>
  issuer.startsWith('http:')
    ? '\n  { execute: [client.allowInsecureRequests] }, // plain http is for localhost only'
    : '';

const node = ({ issuer, clientId, redirectUri }: SampleValues, draft: Draft) => `// npm install openid-client
import { createServer } from 'node:http';
import * as client from 'openid-client';

const config = await client.discovery(
  new URL(${quote(issuer)}),
  ${quote(clientId)},
  undefined,
  ${isPublic(draft) ? 'client.None()' : 'client.ClientSecretBasic(process.env.CLIENT_SECRET)'},${plainHttp(issuer)}
);
const redirect_uri = ${quote(redirectUri)};
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();

createServer(async (request, response) => {
  const url = new URL(request.url, redirect_uri);
  if (url.pathname === new URL(redirect_uri).pathname && url.searchParams.has('state')) {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    response.end(JSON.stringify(tokens.claims(), null, 2));
    return;
  }
  const location = client.buildAuthorizationUrl(config, {
    redirect_uri,
    scope: 'openid profile email',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  response.writeHead(302, { location: location.href }).end();
}).listen(new URL(redirect_uri).port || 80);
`;

const browser = ({ issuer, clientId, redirectUri }: SampleValues) => `// npm install @symbolon/client-browser
import { BrowserClient } from '@symbolon/client-browser';

const client = new BrowserClient({
  issuer: ${quote(issuer)},
  appId: ${quote(clientId)},
  redirectUri: ${quote(redirectUri)},
  scope: 'openid profile email',
});

if (new URLSearchParams(location.search).has('state')) await client.handleRedirectCallback();
if (await client.isAuthenticated()) console.log(await client.getUser());
else await client.loginWithRedirect();
`;

const machine = ({ issuer, clientId }: SampleValues) => `curl ${shell(`${issuer}/token`)} \\
  --user ${shell(`${clientId}:`)}"$CLIENT_SECRET" \\
  --data grant_type=client_credentials
`;

const exchange = (
  { issuer, clientId, redirectUri }: SampleValues,
  draft: Draft,
) => `# 1. Open this in a browser, sign in, and copy the code from the address you come back to:
#    ${issuer}/auth?${new URLSearchParams({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: redirectUri,
  scope: 'openid profile email',
  state: 'a-random-value',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
})}
# 2. Exchange it:
curl ${shell(`${issuer}/token`)} \\
${isPublic(draft) ? `  --data-urlencode client_id=${shell(clientId)} \\` : `  --user ${shell(`${clientId}:`)}"$CLIENT_SECRET" \\`}
  --data grant_type=authorization_code \\
  --data-urlencode redirect_uri=${shell(redirectUri)} \\
  --data code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk \\
  --data-urlencode code="$CODE"
`;

/** As a JavaScript string. */
const quote = (text: string) => `'${text.replace(/[\\']/g, character => `\\${character}`)}'`;
/** As one word of a shell. */
const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The first one fits the application best. */
export function samplesOf(values: SampleValues, draft: Draft): readonly Sample[] {
  const type = typeOf(draft);
  if (type === 'machine') return [{ name: 'curl', text: machine(values) }];
  const inNode: Sample = { name: 'Node', text: node(values, draft) };
  const inBrowser: Sample = { name: 'Browser', text: browser(values) };
  const byHand: Sample = { name: 'curl', text: exchange(values, draft) };
  return type === 'spa'
    ? [inBrowser, inNode, byHand]
    : [inNode, ...(isPublic(draft) ? [inBrowser] : []), byHand];
}
