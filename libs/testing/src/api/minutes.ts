import { Readable } from 'node:stream';
import {
  approveEdition,
  draftMinutes,
  findPublishedFile,
  importTranscript,
  publishEdition,
  type EditionSummary,
} from '@plenary/minutes';
import { minutesNoun } from '@plenary/minutes/noun';
import type { EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { eventually } from '../eventually.js';
import { aTranscript } from '../factories.js';
import type { TestBench } from '../services.js';
import { withWorker } from '../with-worker.js';

type Turns = Parameters<typeof aTranscript>[0];

/** A draft of the minutes in which these turns were spoken. */
export async function aDraft(
  ctx: EventCtx,
  turns: Turns = [['Colonel Smith', 'Good morning.']],
): Promise<EditionSummary> {
  const file = Readable.from([Buffer.from(aTranscript(turns))]);
  const { id } = await receiveUpload(ctx, 'transcript', 'text/vtt', file);
  await importTranscript(ctx, { uploadId: id, language: 'en', startsAt: null, session: null });
  return (await draftMinutes(ctx, { language: 'en' })).edition;
}

/** Minutes that are published: the files lie where the public finds them. */
export async function aPublication(bench: TestBench, ctx: EventCtx): Promise<void> {
  const { id, version } = await aDraft(ctx);
  const approved = await approveEdition(ctx, { editionId: id, version, reason: 'a test', waiveAll: null });
  await withWorker(bench, minutesNoun.handlers, async () => {
    await publishEdition(ctx, { editionId: id, version: approved.version });
    await eventually(async () => (await findPublishedFile(ctx, 'en', null, 'minutes.html')) !== null);
  });
}
