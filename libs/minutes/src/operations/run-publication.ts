import { findEvent } from '@plenary/event';
import { recordAudit } from '@plenary/audit';
import { isoIn } from '@plenary/program';
import { enterEvent, move, type Ctx, type EventCtx } from '@plenary/platform';
import { publish, inTransaction } from '@plenary/platform/database';
import { finishWork, type JobRun } from '@plenary/platform/queue';
import { tellWebhooks } from '@plenary/webhooks';
import { changeEdition, findEdition, lockMinutes, supersedeOthers } from '../data/editions.js';
import {
  insertArtifact,
  listArtifacts,
  publicationSteps,
  recordFailure,
  recordStep,
  type Artifact,
  type PublicationStep,
} from '../data/publications.js';
import { listSections } from '../data/turns.js';
import { buildDocument } from '../domain/build-document.js';
import type { Edition } from '../domain/edition.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { signManifest } from '../domain/manifest.js';
import { minutesDocument, type MinutesDocument } from '../domain/minutes-document.js';
import { minutesTopic, publicationTopic } from '../domain/topics.js';
import { renderHtml, renderJson, renderPdf } from '../rendering/index.js';
import { loadFacts } from './sources.js';

/**
 * Publishes an edition: its files one by one, then all of them seen at once. Each step can be repeated, and those
 * that are done are not; killed anywhere, the next run goes on. The model is kept as the first file, so that all are
 * made from one state of the data.
 */
export async function runPublication(
  ctx: Ctx,
  eventId: string,
  editionId: string,
  run: JobRun,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event === null) return;
  const inEvent: EventCtx = enterEvent(ctx, event);
  try {
    for (const step of publicationSteps) {
      const edition = await findEdition(inEvent, editionId);
      if (edition?.state !== 'PUBLISHING' || edition.publishedAt === null) return;
      run.signal.throwIfAborted();
      ctx.services.failpoint(`publish-${step}`);
      await steps[step](inEvent, { ...edition, publishedAt: edition.publishedAt }, run);
    }
    ctx.services.failpoint('publish-done');
  } catch (error) {
    if (run.isLastAttempt && !run.signal.aborted) await giveUp(inEvent, editionId);
    throw error;
  }
}

type Publishing = Edition & { readonly publishedAt: Date };

const steps: Readonly<
  Record<PublicationStep, (ctx: EventCtx, edition: Publishing, run: JobRun) => Promise<void>>
> = {
  model: (ctx, edition) =>
    makeFile(ctx, edition, 'model', 'minutes.json', 'application/json; charset=utf-8', async () => {
      const facts = await loadFacts(ctx);
      const sections = await listSections(ctx, edition.id);
      const { publicUrl } = ctx.services.settings;
      return renderJson(buildDocument({ ...facts, edition, sections, publicUrl }));
    }),
  html: (ctx, edition) =>
    makeFile(ctx, edition, 'html', 'minutes.html', 'text/html; charset=utf-8', async () =>
      Buffer.from(renderHtml(await readModel(ctx, edition))),
    ),
  pdf: (ctx, edition) =>
    makeFile(ctx, edition, 'pdf', 'minutes.pdf', 'application/pdf', async () =>
      renderPdf(await readModel(ctx, edition)),
    ),
  manifest: (ctx, edition) =>
    makeFile(ctx, edition, 'manifest', manifestName, 'application/json; charset=utf-8', async () => {
      const files = (await listArtifacts(ctx, edition.id)).filter(({ name }) => name !== manifestName);
      const { language, number, symbol, publishedAt } = edition;
      return signManifest(
        {
          edition: {
            event: ctx.event.slug,
            symbol,
            language,
            number,
            publishedAt: isoIn(publishedAt, ctx.event.timeZone),
          },
          artifacts: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
        },
        ctx.services.keys.signing,
      );
    }),
  visible: show,
};

const manifestName = 'manifest.json';

/** Makes one file and records it with its step; one that is recorded already is left as it is. */
async function makeFile(
  ctx: EventCtx,
  edition: Publishing,
  step: PublicationStep,
  name: string,
  mediaType: string,
  make: () => Promise<Buffer>,
): Promise<void> {
  const known = (await listArtifacts(ctx, edition.id)).some((artifact) => artifact.name === name);
  if (known) return;
  const { key, bytes, sha256 } = await ctx.services.storage.put('artifacts', await make());
  const artifact: Artifact = { name, mediaType, bytes, sha256, storageKey: key };
  ctx.services.failpoint(`publish-${step}-stored`);
  await inTransaction(ctx, async (tx) => {
    // Another run of this work may have made the same file meanwhile.
    if (!(await recordStep(tx, edition.id, step))) return;
    await insertArtifact(tx, edition.id, artifact);
    publish(tx, publicationTopic(edition.id));
  });
}

async function readModel(ctx: EventCtx, edition: Publishing): Promise<MinutesDocument> {
  const model = (await listArtifacts(ctx, edition.id)).find(({ name }) => name === 'minutes.json');
  if (model === undefined) throw new Error('The model is not made yet');
  return minutesDocument.parse(
    JSON.parse((await ctx.services.storage.read(model.storageKey)).toString('utf8')),
  );
}

/** The moment it is seen, wholly: the edition before it is superseded in the same transaction. */
async function show(ctx: EventCtx, edition: Publishing, run: JobRun): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    await supersedeOthers(tx, edition);
    const published = move(editionLifecycle, 'The edition', edition.state, 'PUBLISHED', {});
    const changed = await changeEdition(tx, edition, published);
    // Somebody else has changed it: the next run looks at it anew.
    if (!changed) throw new Error('The edition was changed while it was published');
    await recordStep(tx, edition.id, 'visible');
    recordAudit(tx, {
      action: 'showEdition',
      subject: { kind: 'Edition', id: edition.id },
      before: { state: edition.state },
      after: { state: 'PUBLISHED' },
    });
    await tellWebhooks(tx, 'EDITION_PUBLISHED', {
      editionId: edition.id,
      language: edition.language,
      number: edition.number,
    });
    await finishWork(tx, run);
    tx.services.failpoint('publish-visible-uncommitted');
    publish(tx, publicationTopic(edition.id));
    publish(tx, minutesTopic(tx.event.id));
  });
}

async function giveUp(ctx: EventCtx, editionId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    const edition = await findEdition(tx, editionId);
    if (edition?.state !== 'PUBLISHING') return;
    await changeEdition(tx, edition, move(editionLifecycle, 'The edition', edition.state, 'APPROVED', {}));
    recordAudit(tx, {
      action: 'giveUpPublication',
      subject: { kind: 'Edition', id: editionId },
      before: { state: edition.state },
      after: { state: 'APPROVED' },
    });
    await recordFailure(tx, editionId, 'The files could not be made; the log says why.');
    publish(tx, publicationTopic(editionId));
    publish(tx, minutesTopic(tx.event.id));
  });
}
