import { Readable } from 'node:stream';
import {
  approveEdition,
  draftMinutes,
  findPublishedFile,
  importTranscript,
  listEditionFiles,
  publishEdition,
  signingKeySet,
  verifyManifest,
} from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { aReleasedEvent, aTranscript, eventually, type TestBench } from '@plenary/testing';

const vtt = aTranscript([
  ['Colonel Alex Smith', 'Good morning. I speak of bridges, and of those who cross them.'],
  ['Colonel Alex Smith', 'A bridge is a promise between two banks.'],
  ['Moderator, Dr. TANAKA', 'Welcome to the panel.', 3_600],
  ['Col. Smith', 'Thank you.'],
]);

/** An edition that is approved, in an event of its own. */
export async function anApprovedEdition(
  bench: TestBench,
): Promise<{ ctx: EventCtx; editionId: string; version: number }> {
  const ctx = await aReleasedEvent(bench.operator);
  const file = await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(vtt)]));
  await importTranscript(ctx, { uploadId: file.id, language: 'en', startsAt: null, session: null });
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const { version } = await approveEdition(ctx, {
    editionId: edition.id,
    version: edition.version,
    reason: 'a test',
    waiveAll: null,
  });
  return { ctx, editionId: edition.id, version };
}

/** What the public sees now: nothing, or one whole edition; anything between is an error. */
export async function seenByThePublic(ctx: EventCtx): Promise<'nothing' | 'whole'> {
  const manifest = await findPublishedFile(ctx, 'en', 1, 'manifest.json');
  const page = await findPublishedFile(ctx, 'en', null, 'minutes.html');
  if (manifest === null && page === null) return 'nothing';
  if (manifest === null || page === null) throw new Error('A part of the edition is seen without the rest.');
  const { problems } = await verifyManifest(
    manifest.body,
    signingKeySet(ctx.services.keys.signing),
    async (name) => findPublishedFile(ctx, 'en', 1, name).then((file) => file?.body ?? null),
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return 'whole';
}

/** Waits until the edition is out, and holds that it came out once. */
export async function finishesOnce(ctx: EventCtx, editionId: string): Promise<void> {
  const state = async (): Promise<string> =>
    (await ctx.db.edition.findUniqueOrThrow({ where: { id: editionId }, select: { state: true } })).state;
  await eventually(async () => (await state()) === 'PUBLISHED', 90_000);
  await eventually(async () => (await seenByThePublic(ctx)) === 'whole');
  const { artifacts } = await listEditionFiles(ctx, editionId);
  const shown = await ctx.db.auditEntry.count({ where: { eventId: ctx.event.id, action: 'showEdition' } });
  if (artifacts.length !== 4 || shown !== 1) {
    throw new Error(`${String(artifacts.length)} files, shown ${String(shown)} times`);
  }
}

export { publishEdition };
