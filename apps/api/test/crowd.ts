import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

/**
 * A process of its own that follows a session by many sockets with many subscriptions each, every one of which differs in
 * a name and in a variable that it does not declare. It tells how many were let in, and ends when it is told anything.
 */
const orders = z.object({
  url: z.string(),
  document: z.string(),
  id: z.string(),
  sockets: z.int(),
  onEach: z.int(),
});

process.once('message', (message) => {
  const { url, document, id, sockets, onEach } = orders.parse(message);
  const counts = { followed: 0, refused: 0 };
  const settle = (kind: keyof typeof counts): void => {
    counts[kind] += 1;
    if (counts.followed + counts.refused < sockets * onEach) return;
    process.send?.(counts);
    process.once('message', () => process.exit(0));
  };
  for (let socket = 0; socket < sockets; socket += 1) {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    for (let number = 0; number < onEach; number += 1) {
      const name = `s${String(socket)}n${String(number)}`;
      const query = document.replace('sessionLive(', `${name}: sessionLive(`);
      let isFirst = true;
      const first = (kind: keyof typeof counts): void => {
        if (isFirst) settle(kind);
        isFirst = false;
      };
      client.subscribe(
        { query, variables: { id, [name]: number } },
        {
          next: ({ errors }) => {
            first(errors === undefined ? 'followed' : 'refused');
          },
          error: () => {
            first('refused');
          },
          complete: () => {
            first('refused');
          },
        },
      );
    }
  }
});
process.send?.('ready');
