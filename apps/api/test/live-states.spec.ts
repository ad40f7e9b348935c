import { createServices, closeServices } from '@plenary/platform/services';
import { parseSettings } from '@plenary/platform/settings';
import { releaseProgram } from '@plenary/program';
import { aReleasedEvent, eventually } from '@plenary/testing';
import { aDraft, openSubscription, startTestApi, type TestApi } from '@plenary/testing/api';
import { createClient } from 'graphql-ws';
import type { PoolClient } from 'pg';
import { WebSocket } from 'ws';
import { createApi } from '../src/api-server.js';

let api: TestApi;
let address: string;

beforeAll(async () => {
  api = await startTestApi();
  address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

const released = `subscription ($slug: String!) { programReleased(event: $slug) { release } }`;
const stage = `subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text addressees { displayName } } } }`;
const release = (number: number) => ({ data: { programReleased: { release: number } } });

async function aSessionWithQuestion() {
  const event = await aReleasedEvent(api.operator, {
    questions: [
      {
        key: 'first',
        session: 'panel',
        channel: 'ROOM',
        displayPolicy: 'ANONYMOUS',
        addressees: ['smith'],
        answers: [],
        text: 'Why bridges?',
      },
    ],
  });
  const question = await event.db.question.findFirstOrThrow({ where: { eventId: event.event.id } });
  await event.db.question.updateMany({ where: { id: question.id }, data: { state: 'ASKED' } });
  const tell = () => {
    api.services.live.publish([`session:${question.sessionId}`]);
  };
  return { event, question, tell };
}

test('who comes from another process is never shown less than they saw there', async () => {
  const event = await aReleasedEvent(api.operator);
  const variables = { slug: event.event.slug };
  // This process hears of nothing: as one whose news are still on their way.
  const services = createServices(
    parseSettings(api.settings, '.'),
    api.database.url,
    api.services.keys,
    'deaf',
  );
  const deaf = await createApi(services);
  const behind = await deaf.server.listen({ host: '127.0.0.1', port: 0 });
  const first = openSubscription(behind, released, variables, undefined);
  expect(await first.next()).toEqual(release(1));
  await releaseProgram(event, { waivers: [], waiveAll: null });
  const seenElsewhere = openSubscription(address, released, variables, undefined);
  expect(await seenElsewhere.next()).toEqual(release(2));
  const moved = openSubscription(behind, released, variables, undefined);
  expect(await moved.next()).toEqual(release(2));
  expect(await first.next()).toEqual(release(2));
  for (const followed of [first, seenElsewhere, moved]) await followed.close();
  await deaf.close();
  await closeServices(services);
});

test('a subscription outlives the absence of the database, and shows what happened meanwhile', async () => {
  const { event, question } = await aSessionWithQuestion();
  const followed = openSubscription(address, stage, { id: question.sessionId }, undefined);
  const onStage = { text: 'Why bridges?', addressees: [{ displayName: 'Colonel Alex Smith' }] };
  expect(await followed.next()).toEqual({ data: { sessionLive: { onStage } } });
  await event.db.question.updateMany({ where: { id: question.id }, data: { text: 'Why rivers?' } });
  const taken: PoolClient[] = [];
  try {
    while (taken.length < 10) taken.push(await api.services.pool.connect());
    await taken[0]?.query('SELECT pg_notify($1, $2)', ['plenary', `["session:${question.sessionId}"]`]);
    const other = createClient({
      url: `${address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const refused = await other
      .iterate({ query: released, variables: { slug: event.event.slug } })
      .next()
      .catch((closed: unknown) => closed);
    expect(refused).toMatchObject({ code: 1013, reason: 'Try again later' });
  } finally {
    for (const client of taken) client.release();
  }
  expect(await followed.next()).toEqual({
    data: { sessionLive: { onStage: { ...onStage, text: 'Why rivers?' } } },
  });
  await followed.close();
});

test('what stands below a state is read anew each time', async () => {
  const { event, question, tell } = await aSessionWithQuestion();
  const followed = openSubscription(address, stage, { id: question.sessionId }, undefined);
  await followed.next();
  await event.db.person.updateMany({
    where: { eventId: event.event.id, key: 'smith' },
    data: { title: { en: 'General' } },
  });
  tell();
  expect(await followed.next()).toEqual({
    data: {
      sessionLive: {
        onStage: { text: 'Why bridges?', addressees: [{ displayName: 'General Alex Smith' }] },
      },
    },
  });
  await followed.close();
});

test('a session that is hidden is shown no more, neither to who follows it nor to who comes', async () => {
  const { event, question, tell } = await aSessionWithQuestion();
  const id = question.sessionId;
  const followed = openSubscription(address, stage, { id }, undefined);
  await followed.next();
  await event.db.session.updateMany({ where: { id }, data: { visibility: 'INTERNAL' } });
  tell();
  const shown = await followed.next();
  expect([shown.data, shown.errors?.[0]?.extensions?.code]).toEqual([null, 'NOT_FOUND']);
  const late = openSubscription(address, stage, { id }, undefined);
  expect((await late.next()).errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  await event.db.session.updateMany({ where: { id }, data: { visibility: 'PUBLIC' } });
  tell();
  expect((await followed.next()).errors).toBeUndefined();
  await followed.close();
  await late.close();
});

test('an error in a state has no name to come back with', async () => {
  const { event, question, tell } = await aSessionWithQuestion();
  const client = createClient({ url: `${address.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const values = client.iterate({ query: stage, variables: { id: question.sessionId } });
  const live = async (): Promise<unknown> => (await values.next()).value.extensions.live;
  expect(await live()).toEqual({ sequence: 1, state: expect.any(String) });
  await event.db.session.updateMany({ where: { id: question.sessionId }, data: { visibility: 'INTERNAL' } });
  tell();
  expect(await live()).toEqual({ sequence: 2 });
  await client.dispose();
});

test('a publication that nobody asked for is not found, and one that is over ends its subscription', async () => {
  const event = await aReleasedEvent(api.operator);
  const edition = await aDraft(event);
  const editor = await api.signedIn('MINUTES_EDITOR', event);
  const document = `subscription ($id: ID!) { publicationProgress(editionId: $id) { state stepsDone } }`;
  const follow = () => openSubscription(address, document, { id: edition.id }, editor);
  const none = follow();
  await expect(none.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await none.close();
  const key = { eventId: event.event.id, editionId: edition.id };
  await event.db.publication.create({ data: { ...key, stepsTotal: 5, startedAt: new Date() } });
  const running = follow();
  expect(await running.next()).toEqual({ data: { publicationProgress: { state: 'RUNNING', stepsDone: 0 } } });
  await event.db.publication.updateMany({
    where: key,
    data: { state: 'DONE', stepsDone: 5, finishedAt: new Date() },
  });
  api.services.live.publish([`publication:${edition.id}`]);
  expect(await running.next()).toEqual({ data: { publicationProgress: { state: 'DONE', stepsDone: 5 } } });
  await expect(running.next()).rejects.toThrow('The subscription has ended.');
  const late = follow();
  expect(await late.next()).toEqual({ data: { publicationProgress: { state: 'DONE', stepsDone: 5 } } });
  await expect(late.next()).rejects.toThrow('The subscription has ended.');
  await running.close();
  await late.close();
});

test('sockets that are gone before they are known leave nothing behind', async () => {
  const event = await aReleasedEvent(api.operator);
  const cookie = await api.signedIn('ORGANISER', event);
  const url = `${address.replace('http', 'ws')}/graphql`;
  const open = () => new WebSocket(url, 'graphql-transport-ws', { headers: { cookie } });
  for (let count = 0; count < 25; count += 1) {
    const socket = open();
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    socket.terminate();
    await new Promise((resolve) => socket.once('close', resolve));
  }
  await eventually(() => api.api.sockets() === 0);
  const socket = open();
  socket.once('open', () => {
    socket.send('{"type":"connection_init"}');
  });
  const answer = await new Promise<string>((resolve) => {
    socket.once('message', (data: Buffer) => {
      resolve(data.toString('utf8'));
    });
    socket.once('close', (code) => {
      resolve(String(code));
    });
  });
  expect(answer).toBe('{"type":"connection_ack"}');
  socket.terminate();
});
