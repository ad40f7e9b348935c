import { inTransaction } from '@plenary/platform/database';
import { askForWork, defineJob } from '@plenary/platform/queue';
import { aReleasedEvent, eventually, testServer } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import pg from 'pg';
import { z } from 'zod';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

/** Every figure that `/metrics` shows, by its name and labels as they stand in the text. */
async function figures(): Promise<Map<string, number>> {
  const { statusCode, body } = await api.api.server.inject('/metrics');
  expect(statusCode).toBe(200);
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

async function figure(name: string): Promise<number | undefined> {
  return (await figures()).get(`plenary_${name}`);
}

test('root fields are timed, and their errors counted by code', async () => {
  const { event } = await aReleasedEvent(api.operator);
  const ask = (slug: string) =>
    api.graphql(`query ($slug: String!) { event(slug: $slug) { slug } }`, { slug });
  const kept = () => figure('graphql_answers_total{answer="kept"}');
  const asked = () => figure('graphql_root_field_seconds_count{field="Query.event"}');
  // News of the release itself may still be on its way.
  await eventually(async () => {
    await ask(event.slug);
    return ((await kept()) ?? 0) > 0;
  });
  const before = [await kept(), await asked()].map(Number);
  await ask(event.slug);
  await ask('never-was');
  expect([await kept(), await asked()]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
  await api.graphql(`mutation { createEvent(input: { slug: "x" }) { slug } }`);
  const mutation = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { slug } }';
  const input = {
    slug: 'x',
    title: [{ language: 'en', text: 'X' }],
    startsOn: '2026-11-24',
    endsOn: '2026-11-24',
    timeZone: 'Asia/Tokyo',
    languages: ['en'],
    mode: 'HYBRID',
  };
  const refused = await api.graphql(mutation, { input });
  const all = await figures();
  const of = (name: string): number | undefined => all.get(`plenary_graphql_${name}`);
  expect(refused.codes).toEqual(['UNAUTHENTICATED']);
  expect(of('errors_total{field="Mutation.createEvent",code="UNAUTHENTICATED"}')).toBe(1);
});

test('work is told by kind and state, with its age and the time it took', async () => {
  const job = defineJob('print', z.object({}).strict());
  const { prisma } = api.services;
  const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
  const states = [
    {},
    { dispatchedAt: ago(1) },
    { failedAt: ago(1) },
    { createdAt: ago(4), doneAt: ago(2) },
    { createdAt: ago(6), doneAt: ago(2) },
    { createdAt: ago(60), doneAt: ago(50) },
  ];
  for (const state of states) {
    const id = await inTransaction(api.operator, (tx) => askForWork(tx, job, {}, null));
    await prisma.outbox.update({ where: { id }, data: { createdAt: ago(10), ...state } });
  }
  const all = await figures();
  const work = [...all].filter(([name]) => name.startsWith('plenary_work{'));
  expect(Object.fromEntries(work)).toEqual({
    'plenary_work{job="print",state="waiting"}': 1,
    'plenary_work{job="print",state="queued"}': 1,
    'plenary_work{job="print",state="failed"}': 1,
  });
  expect(Math.round((all.get('plenary_work_oldest_seconds{state="waiting"}') ?? 0) / 60)).toBe(10);
  expect(all.get('plenary_work_done{job="print"}')).toBe(2);
  expect(all.get('plenary_work_done_seconds{job="print",quantile="0.5"}')).toBeCloseTo(180, 1);
  expect(all.get('plenary_work_done_seconds{job="print",quantile="0.95"}')).toBeCloseTo(234, 1);
  await prisma.outbox.deleteMany();
  expect([...(await figures()).keys()].filter((name) => name.startsWith('plenary_work{'))).toEqual([]);
});

test('a live update is heard again', async () => {
  const lag = await figure('live_update_lag_seconds');
  expect(lag).toBeGreaterThan(0);
  expect(lag).toBeLessThan(2);
});

test('where the database is away the rest is told, and all once it is back', async () => {
  const name = new URL(api.database.url).pathname.slice(1);
  const server = new pg.Client({ connectionString: testServer().url });
  await server.connect();
  await inTransaction(api.operator, (tx) =>
    askForWork(tx, defineJob('print', z.object({}).strict()), {}, null),
  );
  expect([await figure('database_up'), await figure('work{job="print",state="waiting"}')]).toEqual([1, 1]);
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  const away = await figures();
  expect([...away.keys()].filter((key) => key.startsWith('plenary_work'))).toEqual([]);
  expect(away.get('plenary_database_up')).toBe(0);
  expect(away.has('plenary_http_request_seconds_count{method="GET",route="/metrics",status="200"}')).toBe(
    true,
  );
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await eventually(async () => (await figure('work{job="print",state="waiting"}')) === 1);
  await server.end();
});
