import { aReleasedEvent } from '@plenary/testing';
import { releaseProgram } from '@plenary/program';
import { createTestBench } from '@plenary/testing';
import { openSubscription, startTestApi } from '@plenary/testing/api';
import { randomUUID } from 'node:crypto';
import { createApi } from '../src/api-server.js';

test('a change through one API process is seen by a subscriber of another', async () => {
  const one = await startTestApi();
  const otherBench = await createTestBench({ database: one.database, name: 'other' });
  const other = await createApi(otherBench.services);
  const address = await other.server.listen({ host: '127.0.0.1', port: 0 });
  const event = await aReleasedEvent(one.operator);
  const document = `subscription ($slug: String!) { programReleased(event: $slug) { release } }`;
  const subscribed = openSubscription(address, document, { slug: event.event.slug }, undefined);
  expect(await subscribed.next()).toEqual({ data: { programReleased: { release: 1 } } });
  const organiser = await one.signedIn('ORGANISER', event);
  const release = `mutation ($slug: String!) { releaseProgram(input: { event: $slug }) { program { release } } }`;
  expect((await one.graphql(release, { slug: event.event.slug }, organiser)).codes).toEqual([]);
  expect(await subscribed.next()).toEqual({ data: { programReleased: { release: 2 } } });
  await subscribed.close();
  await other.close();
  await otherBench.close();
  await one.close();
});

test('a question travels from its asker to the stage and its answer, and each viewer sees their part of it', async () => {
  const api = await startTestApi();
  const event = await aReleasedEvent(api.operator);
  const { slug } = event.event;
  const session = await event.db.session.findFirstOrThrow({
    where: { key: 'panel', eventId: event.event.id },
  });
  const person = await event.db.person.findFirstOrThrow({ where: { key: 'smith', eventId: event.event.id } });
  const moderator = await api.signedIn('MODERATOR', event);
  const live = `subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text asker } queue { text } } }`;
  const hall = await api.subscribe(live, { id: session.id });
  const desk = await api.subscribe(live, { id: session.id }, moderator);
  const empty = { onStage: null, queue: [] };
  expect(await hall.next()).toEqual({ data: { sessionLive: empty } });
  expect(await desk.next()).toEqual({ data: { sessionLive: empty } });

  const input = {
    event: slug,
    sessionId: session.id,
    clientKey: randomUUID(),
    channel: 'ROOM',
    text: 'Why bridges?',
    language: 'en',
    displayPolicy: 'AFFILIATION',
    askerName: 'Rosa Quint',
    askerAffiliation: 'University of the Lake',
  };
  const submit = `mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) { id version state } }`;
  const first = await api.graphql(submit, { input }, moderator);
  const again = await api.graphql(submit, { input }, moderator);
  expect(again.body).toBe(first.body);
  expect((await api.graphql(submit, { input: { ...input, text: 'Other' } }, moderator)).codes).toEqual([
    'CONFLICT',
  ]);
  expect(await desk.next()).toEqual({
    data: { sessionLive: { onStage: null, queue: [{ text: 'Why bridges?' }] } },
  });

  const { id, version }: { id: string; version: number } = JSON.parse(first.body).data.submitQuestion;
  const edit = (extra = {}) => ({ input: { event: slug, questionId: id, version, ...extra } });
  const stage = `mutation ($input: QuestionEditInput!) { putOnStage(input: $input) { version state } }`;
  const staged = await api.graphql(stage, edit(), moderator);
  expect(staged.codes).toEqual([]);
  expect((await api.graphql(stage, edit(), moderator)).codes).toEqual(['STALE_VERSION']);
  const onStage = { onStage: { text: 'Why bridges?', asker: 'University of the Lake' }, queue: [] };
  expect(await hall.next()).toEqual({ data: { sessionLive: onStage } });

  const answer = `mutation ($input: RecordAnswerInput!) { recordAnswer(input: $input) { state answers { person { displayName } } } }`;
  const answered = await api.graphql(answer, edit({ version: version + 1, personId: person.id }), moderator);
  expect(answered.data).toEqual({
    recordAnswer: { state: 'ANSWERED', answers: [{ person: { displayName: 'Colonel Alex Smith' } }] },
  });
  expect(await hall.next()).toEqual({ data: { sessionLive: empty } });

  const ask = `query ($slug: String!) { event(slug: $slug) { questions { asker askerRecord { name } } } }`;
  const stranger = await api.graphql(ask, { slug });
  expect(stranger.data).toEqual({
    event: { questions: [{ asker: 'University of the Lake', askerRecord: null }] },
  });
  expect(stranger.body).not.toContain('Quint');
  const organiser = await api.graphql(ask, { slug }, await api.signedIn('ORGANISER', event));
  expect(organiser.body).not.toContain('Quint');
  const asModerator = await api.graphql(ask, { slug }, moderator);
  expect(asModerator.data).toEqual({
    event: { questions: [{ asker: 'University of the Lake', askerRecord: { name: 'Rosa Quint' } }] },
  });
  await hall.close();
  await desk.close();
  await api.close();
});

test('nobody from a foreign page opens a socket', async () => {
  const api = await startTestApi();
  await api
    .subscribe('subscription { programReleased(event: "x") { release } }')
    .then((subscribed) => subscribed.close());
  const address = api.api.server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { WebSocket } = await import('ws');
  const refused = new Promise<string>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/graphql`, 'graphql-transport-ws', {
      origin: 'https://evil.example',
    });
    socket.once('error', (error) => {
      resolve(error.message);
    });
  });
  expect(await refused).toContain('403');
  await api.close();
});

test('a released program needs no statement, and people are read once a response', async () => {
  const { statementsOf } = await import('@plenary/testing');
  const api = await startTestApi();
  const one = await aReleasedEvent(api.operator, { questions: recorded(1) });
  const three = await aReleasedEvent(api.operator, { questions: recorded(3) });
  const program = `query ($slug: String!) { event(slug: $slug) { program { sessions { title { text } room { name { text } } appearances { person { displayName } } } } } }`;
  const { data } = await api.graphql(program, { slug: one.event.slug });
  expect(data).toEqual({
    event: {
      program: {
        sessions: [
          {
            title: { text: 'Keynote' },
            room: { name: { text: 'Hall' } },
            appearances: [{ person: { displayName: 'Colonel Alex Smith' } }],
          },
          {
            title: { text: 'Panel' },
            room: { name: { text: 'Hall' } },
            appearances: [
              { person: { displayName: 'Dr. TANAKA Hana' } },
              { person: { displayName: 'Colonel Alex Smith' } },
            ],
          },
        ],
      },
    },
  });
  const second = await statementsOf(() => api.graphql(program, { slug: one.event.slug }));
  expect(second).toEqual([]);
  const nested = `query ($slug: String!) { event(slug: $slug) { questions { words { turn } addressees { displayName } answers { person { displayName } words { turn } } } } }`;
  const count = async (slug: string): Promise<number> => {
    await api.graphql(nested, { slug });
    return (await statementsOf(() => api.graphql(nested, { slug }))).length;
  };
  const forOne = await count(one.event.slug);
  // Questions with asker, addressees and answers; people; words of questions and of answers, each with turn and edition.
  expect(forOne).toBeLessThanOrEqual(11);
  expect(await count(three.event.slug)).toBe(forOne);
  await api.close();
});

function recorded(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    key: `q${String(index)}`,
    session: 'panel',
    channel: 'ROOM' as const,
    displayPolicy: 'ANONYMOUS' as const,
    addressees: ['smith'],
    answers: [
      { person: 'smith', session: 'panel' },
      { person: 'tanaka', session: 'panel' },
    ],
  }));
}

test('releasing twice at once gives two numbers, never one twice', async () => {
  const api = await startTestApi();
  const event = await aReleasedEvent(api.operator);
  const results = await Promise.all(
    [1, 2, 3].map(() => releaseProgram(event, { waivers: [], waiveAll: null })),
  );
  expect(results.map(({ release }) => release.number).sort()).toEqual([2, 3, 4]);
  await api.close();
});
