import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMinutes, draftMinutes, importTranscript } from '@plenary/minutes';
import { receiveUpload } from '@plenary/platform/storage';
import { anEvent, createTestBench, type EventParts } from '@plenary/testing';
import { listSections } from '../src/data/turns.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const data = join(root, '../shared/data/symposium-2023');
// Reads ../shared: skipped, and said so, where that folder is missing.
const onRealData = existsSync(join(data, 'transcript.vtt')) ? test : test.skip;

interface RealTurn {
  readonly sessionId: string;
  readonly kind: string;
  readonly speakerId: string | null;
}

onRealData('the 2023 symposium: every turn in its session, of its kind, by its speaker', async () => {
  const bench = await createTestBench();
  const example: EventParts['program'] & EventParts = JSON.parse(
    readFileSync(join(root, 'apps/plenary/examples/symposium-2023.json'), 'utf8'),
  );
  const ctx = await anEvent(bench.operator, {
    ...(example.event === undefined ? {} : { event: example.event }),
    ...(example.people === undefined ? {} : { people: example.people }),
    ...(example.questions === undefined ? {} : { questions: example.questions }),
    program: { rooms: example.rooms, sessions: example.sessions },
  });
  const file = await receiveUpload(
    ctx,
    'transcript',
    'text/vtt',
    createReadStream(join(data, 'transcript.vtt')),
  );
  const report = await importTranscript(ctx, {
    uploadId: file.id,
    language: 'en',
    startsAt: null,
    session: null,
  });
  expect(report).toMatchObject({ turns: 59, words: 21_596, coverage: 1, questionsLinked: 8, doubtful: [] });
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const sessions = new Map(
    (await ctx.db.session.findMany({ where: { eventId: ctx.event.id } })).map(({ id, key }) => [id, key]),
  );
  const people = new Map(
    (await ctx.db.person.findMany({ where: { eventId: ctx.event.id } })).map(({ id, key }) => [id, key]),
  );
  const drafted = (await listSections(ctx, edition.id)).flatMap(({ sessionId, turns }) =>
    turns.map(({ kind, personId }) => ({
      sessionId: sessions.get(sessionId ?? ''),
      kind: kind.toLowerCase(),
      speakerId: people.get(personId ?? '') ?? null,
    })),
  );
  const truth: RealTurn[] = JSON.parse(readFileSync(join(data, 'turns.json'), 'utf8'));
  expect(drafted).toEqual(
    truth.map(({ sessionId, kind, speakerId }) => ({
      sessionId,
      kind,
      speakerId: speakerId?.startsWith('asker-') === true ? null : speakerId,
    })),
  );
  const numbers = await ctx.db.question.findMany({
    where: { eventId: ctx.event.id },
    orderBy: { askedOrder: 'asc' },
    select: { number: true, passages: { select: { turn: { select: { position: true } } } } },
  });
  expect(numbers.map(({ number, passages }) => [number, passages.map(({ turn }) => turn.position)])).toEqual([
    [1, [4]],
    [2, [6]],
    [3, [21]],
    [4, [28]],
    [5, [38]],
    [null, [41]],
    [6, [46]],
    [7, [51]],
    [8, [56]],
  ]);
  expect(
    (await checkMinutes(ctx, { language: 'en' })).filter(({ severity }) => severity === 'BLOCKER'),
  ).toEqual([]);
  await bench.close();
});
