/** A web site of an application, at a port of this machine. */
import { createServer, type RequestListener } from 'node:http';

export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** `handlerFor` is told the origin, which redirect URIs are made of. */
export function openSite(handlerFor: (origin: string) => RequestListener): Promise<Site> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      const origin = `http://127.0.0.1:${address.port}`;
      server.on('request', handlerFor(origin));
      resolve({
        origin,
        close: () =>
          new Promise(closed => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
