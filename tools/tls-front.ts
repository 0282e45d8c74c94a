/** https in front of a server that speaks http at a port of this machine, as a proxy of an installation does. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/** Signed by itself, for thirty days; undefined where there is no `openssl` to make it. */
export function selfSignedCertificate(host: string): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const name = /^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`;
  const made = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30']
      .concat(['-subj', `/CN=${host}`, '-addext', `subjectAltName=${name}`])
      .concat(['-keyout', key, '-out', cert]),
    { stdio: 'ignore' },
  );
  try {
    if (made.status !== 0) return undefined;
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pass(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers, socket } = request;
  const onward = forward({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...headers, 'x-forwarded-for': socket.remoteAddress },
  });
  onward.on('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.headersSent || response.writeHead(502).end());
  request.pipe(onward);
}

/** Resolves once it listens at `host` and `port`. */
export function openTlsFront(
  certificate: Certificate,
  { host, port, innerPort }: { readonly host: string; readonly port: number; readonly innerPort: number },
): Promise<Server> {
  const server = createServer(certificate, (request, response) => pass(innerPort, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
