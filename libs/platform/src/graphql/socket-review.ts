import { isDeepStrictEqual } from 'node:util';
import type { WebSocket } from 'ws';
import { topicOf } from '../access/actor.js';
import type { Ctx } from '../ctx.js';
import { Refusal } from '../errors.js';
import type { Logger } from '../log.js';

/** How often the right to a socket is looked at again: one that is over ends within a minute (design: safety.md 2). */
const reviewMs = 20_000;

interface Review {
  readonly socket: WebSocket;
  /** As the socket was admitted. */
  readonly ctx: Ctx;
  /** Who the socket's request comes from by now. */
  readonly reopen: () => Promise<Ctx>;
  /** Calls back when who the topic tells of may have lost their right, until the returned function is called. */
  readonly onActorChange: (topic: string, changed: () => void) => () => void;
  /** Called when the socket may not stay: with what refuses its actor by now, or null where that has changed. */
  readonly refuse: (error: Refusal | null) => void;
  /** Whether all that the socket follows may still be shown as it is. */
  readonly isAsAdmitted: () => Promise<boolean>;
  /** Called when that has changed: the client is to come again. */
  readonly reopenLater: () => void;
  readonly log: Logger;
}

/** Looks again and again whether a socket of an account or a link may stay, until it is closed. A stranger's may. */
export function reviewActor({
  socket,
  ctx,
  reopen,
  onActorChange,
  refuse,
  isAsAdmitted,
  reopenLater,
  log,
}: Review): void {
  const topic = topicOf(ctx.actor);
  if (topic === null) return;
  const check = (): void => {
    const look = async (): Promise<void> => {
      const { actor } = await reopen();
      if (!isDeepStrictEqual(actor, ctx.actor)) refuse(null);
      else if (!(await isAsAdmitted())) reopenLater();
    };
    look().catch((error: unknown) => {
      // A token that is over is refused; a database that is away says nothing of anybody's right.
      if (error instanceof Refusal) refuse(error);
      else
        log.warn({ error: error instanceof Error ? error.name : 'Error' }, 'a socket could not be reviewed');
    });
  };
  const timer = setInterval(check, reviewMs);
  const stop = onActorChange(topic, check);
  socket.once('close', () => {
    clearInterval(timer);
    stop();
  });
}
