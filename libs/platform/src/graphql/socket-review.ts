import type { WebSocket } from 'ws';
import type { Ctx } from '../ctx.js';
import { Refusal } from '../errors.js';
import type { Logger } from '../log.js';

/** How often an account's right to its socket is looked at again. */
const reviewMs = 20_000;

interface Review {
  readonly socket: WebSocket;
  /** As the socket was admitted. */
  readonly ctx: Ctx;
  /** Who the socket's request comes from by now. */
  readonly reopen: () => Promise<Ctx>;
  /** Calls back when an account's sessions or roles may have changed, until the returned function is called. */
  readonly onAccountChange: (accountId: string, changed: () => void) => () => void;
  /** Called when the socket may not stay: with what refuses its account by now, or null where that has changed. */
  readonly refuse: (error: Refusal | null) => void;
  readonly log: Logger;
}

/** Looks again and again whether a socket of an account may stay, until it is closed. */
export function reviewAccount({ socket, ctx, reopen, onAccountChange, refuse, log }: Review): void {
  if (ctx.actor.kind !== 'account') return;
  const admitted = JSON.stringify(ctx.actor);
  const check = (): void => {
    reopen().then(
      ({ actor }) => {
        if (JSON.stringify(actor) !== admitted) refuse(null);
      },
      (error: unknown) => {
        // A token that is over is refused; a database that is away says nothing of anybody's right.
        if (error instanceof Refusal) refuse(error);
        else
          log.warn(
            { error: error instanceof Error ? error.name : 'Error' },
            'a socket could not be reviewed',
          );
      },
    );
  };
  const timer = setInterval(check, reviewMs);
  const stop = onAccountChange(ctx.actor.accountId, check);
  socket.once('close', () => {
    clearInterval(timer);
    stop();
  });
}
