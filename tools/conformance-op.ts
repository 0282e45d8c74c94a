/** `npm run conformance:op`: the built server over https, ready for the OpenID Foundation's suite, until Ctrl+C. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePort } from '../tests/testkit/free-port.ts';
import { startServer } from '../tests/testkit/started-server.ts';
import { poolFor, suiteConfiguration } from './conformance-configuration.ts';
import { type Certificate, openTlsFront, selfSignedCertificate } from './tls-front.ts';

const { values: options } = parseArgs({
  options: {
    /** The name by which the suite reaches this server. */
    host: { type: 'string', default: 'localhost' },
    port: { type: 'string', default: '8443' },
    /** The address to listen on. */
    listen: { type: 'string', default: '127.0.0.1' },
    suite: { type: 'string', default: 'https://localhost.emobix.co.uk:8443' },
    alias: { type: 'string', default: 'symbolon' },
    /** PEM files, instead of a certificate made for the day. */
    cert: { type: 'string' },
    key: { type: 'string' },
  },
});

function readCertificate(): Certificate | undefined {
  const { cert, key, host } = options;
  if (cert === undefined || key === undefined) return selfSignedCertificate(host);
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

const certificate = readCertificate();
if (certificate === undefined) {
  console.error('There is no openssl here to make a certificate: name one with --cert FILE --key FILE.');
  process.exit(1);
}

const port = Number(options.port);
const origin = `https://${options.host}${port === 443 ? '' : `:${port}`}`;
const meeting = { origin, suite: options.suite.replace(/\/+$/, ''), alias: options.alias };
const innerPort = await freePort();
const { applications, users, registration } = poolFor(meeting);
const server = await startServer(
  {
    origin,
    applications,
    users,
    pool: { registration },
    // The suite is a machine of the own network, and its modules register addresses there.
    file: { egress: { dangerously_allow_private_networks: true } },
  },
  innerPort,
);
const front = await openTlsFront(certificate, { host: options.listen, port, innerPort });

console.log(JSON.stringify(suiteConfiguration(meeting), null, 2));
console.error(`\n${server.issuer} is ready for the suite at ${meeting.suite}; Ctrl+C ends it.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    front.close();
    front.closeAllConnections();
    await server.close();
    process.exit(0);
  });
}
