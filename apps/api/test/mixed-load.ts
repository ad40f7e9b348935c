import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

/**
 * A process of its own that does to an API what an ordinary day does, at a steady pace: pages and files are read, staff
 * look and edit, somebody errs, and sockets come, follow a session and go. When it is told to end, it tells how many
 * requests were answered and by which status, and how many sockets came.
 */
const orders = z.object({
  url: z.string(),
  slug: z.string(),
  sessionId: z.string(),
  /** The cookies of staff. */
  staff: z.string(),
  perSecond: z.int(),
  sockets: z.int(),
});
type Orders = z.infer<typeof orders>;

interface Ask {
  readonly path: string;
  readonly body?: object;
  readonly isStaff?: boolean;
}

const program = `query ($slug: String!, $language: String) { event(slug: $slug, language: $language) { program {
  release rooms { name { text } } sessions { title { text } startsAt appearances { person { displayName { text } } } } } } }`;
const draft =
  'query ($slug: String!) { event(slug: $slug) { draft { sessions { title { text } version } } } }';
const submit = 'mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) { id } }';
/** How many requests there are between two questions that are put. */
const betweenQuestions = 350;

function asks({ slug, sessionId }: Orders): ((number: number) => Ask)[] {
  const graphql = (query: string, variables: object, isStaff = false): Ask => ({
    path: '/graphql',
    body: { query, variables },
    isStaff,
  });
  const input = () => ({
    event: slug,
    sessionId,
    channel: 'ROOM',
    displayPolicy: 'ANONYMOUS',
    language: 'en',
    text: `Why ${randomUUID()}?`,
    clientKey: randomUUID(),
  });
  return [
    () => ({ path: `/events/${slug}` }),
    () => ({ path: `/events/${slug}?language=ja` }),
    () => ({ path: `/events/${slug}/program.json` }),
    () => ({ path: `/events/${slug}/program.ics` }),
    () => ({ path: `/events/${slug}/schedule.xml` }),
    () => ({ path: `/events/${randomUUID()}` }),
    () => ({ path: '/health/ready' }),
    (number) => graphql(program, { slug, language: number % 2 === 0 ? 'en' : 'ja' }),
    () => graphql(program, { slug }, true),
    () => graphql(draft, { slug }, true),
    () => graphql(`{ event(slug: 7) { a${randomUUID().slice(0, 4)} } }`, {}, true),
    (number) =>
      number % betweenQuestions < 12
        ? graphql(submit, { input: input() }, true)
        : graphql(`query { a${String(number)}: events { slug } }`, {}, true),
  ];
}

async function load(order: Orders, until: AbortSignal) {
  const statuses: Record<string, number> = {};
  const count = (status: string): void => {
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  const all = asks(order);
  const underWay = new Set<Promise<void>>();
  const ask = async (number: number): Promise<void> => {
    const { path, body, isStaff = false } = all[number % all.length]?.(number) ?? { path: '/' };
    const headers = {
      ...(isStaff ? { cookie: order.staff } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${order.url}${path}`, sent);
    await answer.arrayBuffer();
    count(String(answer.status));
  };
  const started = performance.now();
  for (let number = 0; !until.aborted; number += 1) {
    const asked: Promise<void> = ask(number)
      .catch(() => {
        count('no answer');
      })
      .finally(() => underWay.delete(asked));
    underWay.add(asked);
    const due = started + ((number + 1) / order.perSecond) * 1_000;
    await pause(Math.max(0, due - performance.now()));
  }
  await Promise.all(underWay);
  return statuses;
}

const follow = 'subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text } queue { text } } }';

/** One place that is taken by one socket after the other, each from 2 to 20 seconds. */
async function comeAndGo(
  order: Orders,
  place: number,
  until: AbortSignal,
): Promise<{ came: number; refused: number }> {
  const counts = { came: 0, refused: 0 };
  const localAddress = `127.0.0.${String(2 + (place % 50))}`;
  const headers = place % 20 === 0 ? { cookie: order.staff } : {};
  while (!until.aborted) {
    const client = createClient({
      url: `${order.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { localAddress, headers });
        }
      },
      retryAttempts: 0,
    });
    client.subscribe(
      { query: follow, variables: { id: order.sessionId } },
      {
        next: () => undefined,
        error: () => {
          counts.refused += 1;
        },
        complete: () => undefined,
      },
    );
    counts.came += 1;
    await pause(2_000 + Math.random() * 18_000, undefined, { signal: until }).catch(() => undefined);
    await Promise.resolve(client.dispose()).catch(() => undefined);
  }
  return counts;
}

process.once('message', (message) => {
  const order = orders.parse(message);
  const end = new AbortController();
  const places = Array.from({ length: order.sockets }, (_, place) => comeAndGo(order, place, end.signal));
  const loading = load(order, end.signal);
  process.once('message', () => {
    end.abort();
    void Promise.all([loading, ...places]).then(([statuses, ...came]) => {
      const [sockets, refused] = came.reduce<readonly [number, number]>(
        ([all, none], one) => [all + one.came, none + one.refused],
        [0, 0],
      );
      process.send?.({ statuses, sockets, refused }, () => process.exit(0));
    });
  });
});
process.send?.('ready');
