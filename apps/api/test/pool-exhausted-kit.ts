import { aReleasedEvent, aTranscript, eventually } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import pg from 'pg';

/** Statuses by kind of request, each with how often it came. */
export type Statuses = Record<string, number>;

export interface Exhaustion {
  /** What requests were answered while every connection was taken, such as `a feed: 503, again in a while`. */
  readonly statuses: Readonly<Statuses>;
  /** The longest that one of them took. */
  readonly slowestMs: number;
  /** What the probe of life was answered meanwhile. */
  readonly life: Readonly<Statuses>;
  /** What the requests that held the connections were answered in the end. */
  readonly holders: Readonly<Statuses>;
  /** From the release of the connections until one request of each kind had succeeded. */
  readonly recoveredMs: number;
}

/** As many as the pool has. */
const connections = 10;

/** Requests of every kind that needs the database. */
async function requestsOf(api: TestApi, address: string): Promise<Record<string, () => Promise<Response>>> {
  const event = await aReleasedEvent(api.operator);
  const cookie = await api.signedIn('ORGANISER', event);
  const { slug } = event.event;
  const post = (path: string, body: string, headers: Record<string, string>) => () =>
    fetch(address + path, { method: 'POST', body, headers });
  const graphql = (query: string, headers: Record<string, string> = {}) =>
    post('/graphql', JSON.stringify({ query }), { 'content-type': 'application/json', ...headers });
  const get = (path: string) => () => fetch(address + path);
  let count = 0;
  return {
    'a query of an account': graphql('{ viewer { email } }', { cookie }),
    'a query of a stranger': () => {
      count += 1;
      // Never the same: an answer that is kept needs no connection.
      return graphql(`{ event(slug: "none-${String(count)}") { slug } }`)();
    },
    'a mutation': graphql(
      `mutation { releaseProgram(input: { event: "${slug}" }) { program { release } } }`,
      {
        cookie,
      },
    ),
    'an upload': post('/uploads?purpose=transcript', aTranscript([['A', 'Hello']]), {
      'content-type': 'text/vtt',
      cookie,
    }),
    'the first page': get('/'),
    "an event's page": get(`/events/${slug}`),
    'a feed': get(`/events/${slug}/program.json`),
    'a calendar': get(`/events/${slug}/program.ics`),
    'a file of the minutes': get(`/events/${slug}/minutes/en/1/minutes.pdf`),
    'the probe of readiness': get('/health/ready'),
  };
}

/**
 * Takes every connection of an API by requests that wait for each other, and asks it for everything else meanwhile.
 * @param clients each asks for all of it at once, again and again
 * @param holdMs how long at least the connections are taken
 */
export async function exhaustPool(clients: number, holdMs: number): Promise<Exhaustion> {
  const api = await startTestApi({ name: 'api' });
  const address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
  const requests = Object.entries(await requestsOf(api, address));
  const held = await holdConnections(api, address);
  const [statuses, life]: [Statuses, Statuses] = [{}, {}];
  let slowestMs = 0;
  const until = Date.now() + holdMs;
  const ask = async (): Promise<void> => {
    do {
      const refusals = requests.map(async ([kind, request]) => {
        const sentAt = Date.now();
        const { status, headers } = await consumed(await request());
        slowestMs = Math.max(slowestMs, Date.now() - sentAt);
        add(
          statuses,
          `${kind}: ${String(status)}, again in ${inAWhile(headers) ? 'a while' : 'no time that is told'}`,
        );
      });
      await Promise.all(refusals);
      add(life, String((await consumed(await fetch(`${address}/health/live`))).status));
    } while (Date.now() < until);
  };
  await Promise.all(Array.from({ length: clients }, ask));
  const releasedAt = Date.now();
  await held.release();
  for (const [, request] of requests)
    await eventually(async () => (await consumed(await request())).status !== 503);
  const recoveredMs = Date.now() - releasedAt;
  const holders = await held.answers;
  await api.close();
  return { statuses, slowestMs, life, holders, recoveredMs };
}

function inAWhile(headers: Headers): boolean {
  const seconds = Number(headers.get('retry-after'));
  return seconds >= 2 && seconds <= 30;
}

/** Mutations that wait for a lock, each on a connection of its own. */
async function holdConnections(
  api: TestApi,
  address: string,
): Promise<{ answers: Promise<Statuses>; release: () => Promise<void> }> {
  const event = await aReleasedEvent(api.operator);
  const cookie = await api.signedIn('ORGANISER', event);
  const locker = new pg.Client({ connectionString: api.database.url });
  await locker.connect();
  await locker.query('BEGIN');
  await locker.query('SELECT FROM "Event" WHERE id = $1 FOR UPDATE', [event.event.id]);
  const query = `mutation { releaseProgram(input: { event: "${event.event.slug}" }) { program { release } } }`;
  const answers = Promise.all(
    Array.from({ length: connections }, () =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query }),
      }),
    ),
  );
  await eventually(async () => (await waitingForLocks(api)) === connections);
  return {
    answers: answers.then(async (responses) => {
      const statuses: Statuses = {};
      for (const response of responses) add(statuses, String((await consumed(response)).status));
      return statuses;
    }),
    async release() {
      await locker.query('ROLLBACK');
      await locker.end();
    },
  };
}

/** On a connection of its own: those of the API are what is taken. */
async function waitingForLocks(api: TestApi): Promise<number | null> {
  const client = new pg.Client({ connectionString: api.database.url });
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  await client.end();
  return rowCount;
}

async function consumed(response: Response): Promise<Response> {
  await response.arrayBuffer();
  return response;
}

function add(statuses: Statuses, status: string): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
}
