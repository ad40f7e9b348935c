import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

/**
 * A process of its own that sends documents that are meant to hurt, by HTTP and by a WebSocket in turns, the next as soon
 * as the last is answered. It ends by telling how it was answered.
 */
const orders = z.object({
  url: z.string(),
  rounds: z.int(),
  /** Whether no text comes twice, so that no answer is known before. */
  isFresh: z.boolean(),
  documents: z
    .array(z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() }))
    .readonly(),
});

export type Orders = z.infer<typeof orders>;
type AbusiveDocument = z.infer<typeof orders>['documents'][number];

process.once('message', (message) => {
  abuse(orders.parse(message)).then(
    (verdicts) => {
      process.send?.(verdicts);
      process.disconnect();
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function abuse({ url, rounds, documents, isFresh }: Orders): Promise<Readonly<Record<string, number>>> {
  const verdicts: Record<string, number> = {};
  const count = (verdict: string): void => {
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  };
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const { query, ...document } of documents) {
      const sent = { ...document, query: isFresh ? `# ${String(round)}\n${query}` : query };
      count(`HTTP: ${await sendByHttp(url, sent)}`);
      count(`socket: ${await sendBySocket(socket, sent)}`);
    }
  }
  await socket.dispose();
  return verdicts;
}

interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
}

async function sendByHttp(url: string, document: AbusiveDocument): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  const answer: Answered = await response.json();
  return verdictOf(answer);
}

async function sendBySocket(client: Client, { query, variables }: AbusiveDocument): Promise<string> {
  return new Promise((resolve) => {
    client.subscribe(
      { query, ...(variables === undefined ? {} : { variables }) },
      {
        next: (value) => {
          resolve(verdictOf(value));
        },
        error: (error) => {
          if (Array.isArray(error)) resolve(verdictOf({ errors: error }));
          else resolve(isClose(error) ? `closed by ${String(error.code)}` : String(error));
        },
        complete: () => {
          resolve('complete');
        },
      },
    );
  });
}

/** The codes of a refusal; `taken` for what brought anything. */
function verdictOf({ data, errors = [] }: Answered): string {
  if (data != null && Object.values(data).some((value) => value !== null)) return 'taken';
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code)))].join();
}

function isClose(error: unknown): error is { readonly code: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error;
}
