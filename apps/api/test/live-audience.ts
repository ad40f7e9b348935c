import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

const query = `subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text } queue { text } } }`;

const message = z.object({
  data: z.object({
    sessionLive: z.object({
      onStage: z.object({ text: z.string() }).nullable(),
      queue: z.array(z.object({ text: z.string() })),
    }),
  }),
  extensions: z.object({ live: z.object({ sequence: z.number(), state: z.string() }) }),
});

/** What is on stage and what waits, by their numbers: "Question 7" is 7. */
interface Shown {
  readonly onStage: number | null;
  readonly queue: readonly number[];
}

/**
 * A page in a browser that follows a session: it comes back with jitter when it is cut off, to whatever process it
 * gets, and brings the last state with it.
 */
export class Follower {
  /** Everything that was wrong with what it was sent. */
  readonly faults: string[] = [];
  messages = 0;
  connections = 0;
  last: Shown | null = null;
  private readonly client: Client;
  private newest = -1;
  private sequence = 0;

  constructor(urls: readonly string[], sessionId: string, start: number, cookie?: string) {
    let tries = start;
    const headers = cookie === undefined ? {} : { cookie };
    this.client = createClient({
      url: () => `${(urls[tries++ % urls.length] ?? '').replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { headers });
        }
      },
      retryAttempts: 1_000,
      shouldRetry: () => true,
      retryWait: () => pause(200 + Math.random() * 800),
      on: {
        connected: () => {
          this.connections += 1;
          this.sequence = 0;
        },
      },
    });
    // The same object is sent again when the client comes back: what is put into it then goes along.
    const payload: { query: string; variables: { id: string }; extensions?: Record<string, unknown> } = {
      query,
      variables: { id: sessionId },
    };
    this.client.subscribe(payload, {
      next: (value) => {
        const { data, extensions } = message.parse(value);
        payload.extensions = { live: { state: extensions.live.state } };
        const { onStage, queue } = data.sessionLive;
        this.take(
          { onStage: numberOf(onStage), queue: queue.flatMap((question) => numberOf(question) ?? []) },
          extensions.live.sequence,
        );
      },
      error: (error) => {
        this.faults.push(`an error: ${JSON.stringify(error)}`);
      },
      complete: () => {
        if (!this.closed) this.faults.push('the subscription was ended');
      },
    });
  }

  private closed = false;

  async close(): Promise<void> {
    this.closed = true;
    await this.client.dispose();
  }

  private take(shown: Shown, sequence: number): void {
    this.messages += 1;
    const text = JSON.stringify(shown);
    if (isDeepStrictEqual(shown, this.last)) this.faults.push(`twice: ${text}`);
    if (sequence !== this.sequence + 1)
      this.faults.push(`sequence ${String(sequence)} after ${String(this.sequence)}`);
    this.sequence = sequence;
    this.last = shown;
    const place = placeOf(shown);
    if (place === null) return;
    if (place <= this.newest) this.faults.push(`${text}, older than what it had`);
    this.newest = place;
  }
}

function numberOf(question: { text: string } | null): number | null {
  return question === null ? null : Number(/^Question (\d+)/.exec(question.text)?.[1]);
}

/**
 * The place of a state in the course of things: a question on stage, the next one in the queue beside it, the stage
 * empty. Of an empty stage without a queue, as the hall sees it, nobody can tell which.
 */
function placeOf({ onStage, queue }: Shown): number | null {
  const [waiting] = queue;
  if (onStage !== null) return onStage * 3 + (waiting === undefined ? 0 : 1);
  return waiting === undefined ? null : (waiting - 1) * 3 + 2;
}
