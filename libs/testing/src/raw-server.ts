import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A server of somebody else that answers what HTTP's own libraries would not write. */
export interface RawServer {
  /** Such as `http://127.0.0.1:4711`. */
  readonly url: string;
  close(): Promise<void>;
}

/** @param answer what each connection is sent once it has asked; then it ends */
export async function startRawServer(answer: string): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
