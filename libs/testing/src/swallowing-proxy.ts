import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, as a balancer or a firewall does. */
export interface SwallowingProxy {
  /** The server's address, through the proxy. */
  readonly url: string;
  /** From now on nothing passes on what is open, and neither side is told; what is opened later works. */
  swallow(): void;
  close(): Promise<void>;
}

/** @param serverUrl with a host of this machine, and a port */
export async function startSwallowingProxy(serverUrl: string): Promise<SwallowingProxy> {
  const target = new URL(serverUrl);
  const open = new Set<readonly [Socket, Socket]>();
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), '127.0.0.1');
    const pair = [client, server] as const;
    open.add(pair);
    for (const socket of pair) socket.on('error', () => undefined);
    client.pipe(server).pipe(client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const url = new URL(serverUrl);
  url.port = typeof address === 'object' ? String(address?.port) : '';
  return {
    url: url.href,
    swallow() {
      for (const pair of open) for (const socket of pair) socket.unpipe().resume();
    },
    async close() {
      for (const pair of open) for (const socket of pair) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
