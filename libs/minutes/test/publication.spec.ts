import { Readable } from 'node:stream';
import {
  approveEdition,
  checkMinutes,
  draftMinutes,
  findPublishedFile,
  findWorkingEdition,
  importTranscript,
  listEditionFiles,
  publishEdition,
  signingKeySet,
  updateTurn,
  verifyManifest,
} from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { aReleasedEvent, aTranscript, createTestBench, type TestBench } from '@plenary/testing';
import { createWebhook } from '@plenary/webhooks';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { listSections } from '../src/data/turns.js';
import { runPublication } from '../src/operations/run-publication.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

async function anUpload(ctx: EventCtx, vtt: string): Promise<string> {
  return (await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(vtt)]))).id;
}

const spoken = aTranscript([
  ['Colonel Alex Smith', 'Good morning. I speak of bridges.'],
  ['Question 1', 'Which bridge was the first?'],
  ['Col. Smith', 'The one at home.'],
  ['Moderator, Dr. TANAKA', 'Welcome to the panel. I read one from online: “Who pays for bridges?”', 3_600],
  ['Col. Smith', 'Those who cross.'],
]);

const questions = [
  {
    key: 'q1',
    session: 'keynote',
    channel: 'ROOM',
    displayPolicy: 'ANONYMOUS',
    answers: [{ person: 'smith', session: 'keynote' }],
  },
  {
    key: 'q2',
    session: 'panel',
    channel: 'ONLINE',
    displayPolicy: 'ANONYMOUS',
    readBy: 'tanaka',
    answers: [{ person: 'smith', session: 'panel' }],
  },
] as const;

async function aDraft(): Promise<EventCtx> {
  const ctx = await aReleasedEvent(bench.operator, {
    questions: questions.map((question) => ({ ...question, answers: [...question.answers] })),
  });
  const uploadId = await anUpload(ctx, spoken);
  await importTranscript(ctx, { uploadId, language: 'en', startsAt: null, session: null });
  await draftMinutes(ctx, { language: 'en' });
  return ctx;
}

async function approved(ctx: EventCtx) {
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  return approveEdition(ctx, {
    editionId: edition.id,
    version: edition.version,
    reason: 'a test',
    waiveAll: null,
  });
}

/** Publishes as the worker does. */
async function published(ctx: EventCtx): Promise<string> {
  const edition = await approved(ctx);
  await publishEdition(ctx, { editionId: edition.id, version: edition.version });
  const work = await ctx.db.outbox.findFirstOrThrow({
    where: { eventId: ctx.event.id },
    orderBy: { id: 'desc' },
  });
  await ctx.db.outbox.update({ where: { id: work.id }, data: { claim: work.id } });
  const run = { id: work.id, claim: work.id, signal: new AbortController().signal, isLastAttempt: false };
  await runPublication(ctx, ctx.event.id, edition.id, run);
  return edition.id;
}

test('webhooks are told of an edition in the transaction that shows it, and of none that is not shown', async () => {
  const ctx = await aDraft();
  const { webhook } = await createWebhook(ctx, {
    url: 'https://hooks.example.org/',
    description: 'a test',
    kinds: ['EDITION_PUBLISHED'],
    clientKey: randomUUID(),
  });
  const told = () =>
    ctx.db.webhookMessage.findMany({ where: { webhookId: webhook.id }, select: { kind: true, about: true } });
  bench.arm('publish-visible-uncommitted', 'throw');
  await expect(published(ctx)).rejects.toThrow('Failpoint publish-visible-uncommitted');
  expect(await told()).toEqual([]);
  const work = await ctx.db.outbox.findFirstOrThrow({ where: { eventId: ctx.event.id, doneAt: null } });
  const { editionId } = z.object({ editionId: z.uuid() }).parse(work.payload);
  const run = { id: work.id, claim: work.claim ?? '', signal: new AbortController().signal };
  await runPublication(ctx, ctx.event.id, editionId, { ...run, isLastAttempt: false });
  expect(await told()).toEqual([
    { kind: 'EDITION_PUBLISHED', about: { editionId, language: 'en', number: 1 } },
  ]);
});

test('a transcript becomes turns with their speakers, questions and answers', async () => {
  const ctx = await aReleasedEvent(bench.operator, {
    questions: questions.map((question) => ({ ...question, answers: [...question.answers] })),
  });
  const report = await importTranscript(ctx, {
    uploadId: await anUpload(ctx, spoken),
    language: 'en',
    startsAt: null,
    session: null,
  });
  expect(report).toMatchObject({
    turns: 5,
    coverage: 1,
    questionsLinked: 2,
    doubtful: [],
    startsAtAssumed: true,
  });
  expect(report.startsAt.toISOString()).toBe('2026-11-24T01:00:00.000Z');
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const sections = await listSections(ctx, edition.id);
  expect(sections.map(({ turns }) => turns.map(({ kind }) => kind))).toEqual([
    ['SPEECH', 'QUESTION', 'ANSWER'],
    ['MODERATION', 'ANSWER'],
  ]);
  expect(sections[1]?.turns[0]?.passages[0]?.quote).toBe('Who pays for bridges?');
});

test('what is published is seen wholly, verified by the right key alone, and the same bytes again', async () => {
  const ctx = await aDraft();
  expect(await findPublishedFile(ctx, 'en', null, 'minutes.html')).toBeNull();
  const editionId = await published(ctx);
  const page = await findPublishedFile(ctx, 'en', null, 'minutes.html');
  expect(page?.body.toString('utf8')).toContain('The one at home.');
  const { artifacts } = await listEditionFiles(ctx, editionId);
  expect(artifacts.map(({ name }) => name)).toEqual([
    'manifest.json',
    'minutes.html',
    'minutes.json',
    'minutes.pdf',
  ]);

  const file = async (name: string): Promise<Buffer | null> =>
    (await findPublishedFile(ctx, 'en', 1, name))?.body ?? null;
  const manifest = (await file('manifest.json')) ?? Buffer.from('');
  const ours = signingKeySet(ctx.services.keys.signing);
  expect((await verifyManifest(manifest, ours, file)).problems).toEqual([]);

  const withAByteChanged = async (name: string): Promise<Buffer | null> => {
    const bytes = Buffer.from((await file(name)) ?? '');
    if (name === 'minutes.pdf') bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    return bytes;
  };
  expect((await verifyManifest(manifest, ours, withAByteChanged)).problems).toEqual([
    { name: 'minutes.pdf', message: 'was changed: its SHA-256 differs' },
  ]);
  const others = signingKeySet(generateKeyPairSync('ed25519').privateKey);
  expect((await verifyManifest(manifest, others, file)).problems).toEqual([
    { name: null, message: 'The manifest is signed by a key that is not trusted.' },
  ]);
  const tampered = Buffer.from(manifest.toString('utf8').replace('MIN/1', 'MIN/2'));
  expect((await verifyManifest(tampered, ours, file)).problems).toEqual([
    { name: null, message: 'The manifest does not fit its signature: it was changed.' },
  ]);
});

test('a BLOCKER stops the approval, and an edit mends it', async () => {
  const ctx = await aReleasedEvent(bench.operator, {
    questions: [
      {
        key: 'q1',
        session: 'keynote',
        channel: 'ROOM',
        displayPolicy: 'ANONYMOUS',
        asker: { name: 'Rosa Quint', affiliation: 'Embassy of Narnia' },
        answers: [{ person: 'smith', session: 'keynote' }],
      },
    ],
  });
  const vtt = aTranscript([
    ['Col. Smith', 'Yes, Ms Quint, please.'],
    ['Question 1', 'I am from the Narnia Embassy. Why bridges?'],
    ['Col. Smith', 'Because of rivers.'],
  ]);
  await importTranscript(ctx, {
    uploadId: await anUpload(ctx, vtt),
    language: 'en',
    startsAt: null,
    session: null,
  });
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const findings = await checkMinutes(ctx, { language: 'en' });
  expect(findings.map(({ rule, severity, turn, quote }) => [rule, severity, turn, quote])).toEqual([
    ['withheld-asker', 'BLOCKER', 1, 'Quint'],
    ['withheld-asker', 'BLOCKER', 2, 'Narnia Embassy'],
  ]);
  const seen = { editionId: edition.id, version: edition.version, reason: 'a test', waiveAll: null };
  await expect(approveEdition(ctx, seen)).rejects.toMatchObject({ code: 'CONFLICT' });
  const [section] = await listSections(ctx, edition.id);
  for (const [index, words] of [
    'Yes, [name withheld], please.',
    'I am from [name withheld]. Why bridges?',
  ].entries()) {
    const turn = section?.turns[index];
    await updateTurn(ctx, { turnId: turn?.id ?? '', version: turn?.version ?? 0, paragraphs: [words] });
  }
  expect(await checkMinutes(ctx, { language: 'en' })).toEqual([]);
  await expect(approveEdition(ctx, seen)).rejects.toMatchObject({ code: 'STALE_VERSION' });
  const { version } = await findWorkingEdition(ctx, 'en');
  expect((await approveEdition(ctx, { ...seen, version })).state).toBe('APPROVED');
});
