import { CloseCode, type Server as ProtocolServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { isNestedTooDeeply, nestedTooDeeply } from '@plenary/formats';
import type { Logger } from '../log.js';
import { holdBack } from './hold-back.js';

/** Close codes of WebSocket itself (RFC 6455 and its registry). */
export const closeCodes = { goingAway: 1001, broken: 1011, tryAgainLater: 1013 } as const;

/** Hands the messages of a socket to the protocol, until it closes or does not keep up. */
export function serveSocket<Extra>(
  protocol: ProtocolServer<Extra>,
  socket: WebSocket,
  extra: Extra,
  log: Logger,
): void {
  const fail = (error: unknown): void => {
    log.debug({ error: error instanceof Error ? error.name : 'Error' }, 'a socket broke');
    socket.close(closeCodes.broken);
  };
  // `ws` has closed it already, with the code that the error calls for.
  socket.on('error', fail);
  // These are answered by `ws` itself.
  socket.on('ping', () => {
    holdBack(socket);
  });
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send(data) {
        return new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) {
            resolve();
            return;
          }
          socket.send(data, (error) => {
            holdBack(socket);
            if (error == null) resolve();
            else reject(error);
          });
          holdBack(socket);
        });
      },
      close(code, reason) {
        socket.close(code, reason);
      },
      onMessage(take) {
        socket.on('message', (data: Buffer) => {
          const message = data.toString('utf8');
          if (isNestedTooDeeply(message)) socket.close(CloseCode.BadRequest, nestedTooDeeply);
          else take(message).catch(fail);
        });
      },
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    closed(code, reason.toString('utf8')).catch(fail);
  });
}
