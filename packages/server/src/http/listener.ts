/** Taking the port, and giving it back. */
import type { Server } from 'node:http';

/** The port could not be taken; the message says what to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

export function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE')
        reject(
          new CannotListen(
            `Port ${port} on ${host} is taken: stop what listens there, or choose another with --port.`,
          ),
        );
      else if (code === 'EACCES')
        reject(
          new CannotListen(
            `Port ${port} on ${host} may not be taken by this user: choose one above 1023 with --port.`,
          ),
        );
      else reject(new CannotListen(`Cannot listen on ${host}:${port} (${String(code)}).`));
    });
    server.listen(port, host, resolve);
  });
}

/** Seconds that requests under way are given to finish. */
const grace = 5;

/** Takes no new connection, lets what is under way finish, and cuts off what does not. */
export function closeGracefully(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), grace * 1000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
