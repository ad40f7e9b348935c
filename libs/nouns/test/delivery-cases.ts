import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sendNotices } from '@plenary/event';
import { createSignInLinkFor, grantRole, requestSignInLink } from '@plenary/identity';
import { approveEdition, draftMinutes, importTranscript, publishEdition } from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { aPerson, aReleasedEvent, aTranscript, anEvent, type TestBench } from '@plenary/testing';
import { createWebhook, sendTestMessage } from '@plenary/webhooks';

/** Where mails and messages go. */
export interface Elsewhere {
  readonly receiverUrl: string;
}

/** Makes real work of a kind: there is something to do, and it is asked for or due. */
type MakeWork = (bench: TestBench, elsewhere: Elsewhere) => Promise<void>;

const vtt = aTranscript([
  ['Colonel Smith', 'Good morning.'],
  ['Dr. TANAKA', 'Welcome to the panel.', 3_600],
]);
/** The same in each database, so that these can be compared. */
const event = { slug: 'meeting', title: { en: 'Meeting' } };
const email = 'someone@example.org';

async function aWebhookMessage({ operator }: TestBench, { receiverUrl }: Elsewhere): Promise<EventCtx> {
  const ctx = await anEvent(operator, { event });
  const { webhook } = await createWebhook(ctx, {
    url: receiverUrl,
    kinds: ['PROGRAM_RELEASED'],
    description: 'a test',
    clientKey: randomUUID(),
  });
  await sendTestMessage(ctx, { webhookId: webhook.id });
  return ctx;
}

async function upload(ctx: EventCtx): Promise<string> {
  return (await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(vtt)]))).id;
}

/** By the name of the job. */
export const cases: Readonly<Record<string, MakeWork>> = {
  'forget-old-work': async (bench) => {
    await upload(await anEvent(bench.operator, { event }));
    await bench.services.prisma.clientKey.create({
      data: {
        actorKind: 'account',
        actorId: randomUUID(),
        operation: 'submitQuestion',
        key: randomUUID(),
        bodyHash: '0'.repeat(64),
        resultId: randomUUID(),
      },
    });
    bench.setTime('2026-11-26T09:00:00Z');
  },
  'mail-sign-in-link': async ({ operator }) => {
    await grantRole(operator, { email, role: 'ADMIN', eventId: null });
    await requestSignInLink(operator, { email });
  },
  'forget-sign-ins': async (bench) => {
    await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
    await createSignInLinkFor(bench.operator, email);
    await requestSignInLink(bench.operator, { email: 'nobody@example.org' });
    bench.setTime('2027-11-26T09:00:00Z');
  },
  'mail-notice': async ({ operator }) => {
    const people = [aPerson('smith', { email }), aPerson('tanaka')];
    const ctx = await aReleasedEvent(operator, { event, people });
    const { id } = await ctx.db.notice.findFirstOrThrow({ where: { eventId: ctx.event.id } });
    await sendNotices(ctx, { noticeIds: [id] });
  },
  'deliver-webhook-message': async (bench, elsewhere) => {
    await aWebhookMessage(bench, elsewhere);
  },
  'forget-webhook-messages': async (bench, elsewhere) => {
    const ctx = await aWebhookMessage(bench, elsewhere);
    await ctx.db.webhookMessage.updateMany({
      data: { state: 'FAILED', failure: 'TIMEOUT', attempts: 1, attemptedAt: ctx.services.clock.now() },
    });
    bench.setTime('2027-11-26T09:00:00Z');
  },
  'release-due-programs': async (bench) => {
    const ctx = await anEvent(bench.operator, { event });
    const at = new Date('2026-11-24T10:00:00Z');
    await ctx.db.scheduledRelease.create({
      data: { eventId: ctx.event.id, at, waivers: [], actorKind: 'operator' },
    });
    bench.setTime('2026-11-24T10:00:01Z');
  },
  'publish-minutes': async ({ operator }) => {
    const ctx = await aReleasedEvent(operator, { event });
    const uploadId = await upload(ctx);
    await importTranscript(ctx, { uploadId, language: 'en', startsAt: null, session: null });
    const { edition } = await draftMinutes(ctx, { language: 'en' });
    const seen = { editionId: edition.id, version: edition.version, reason: 'a test', waiveAll: null };
    const { version } = await approveEdition(ctx, seen);
    await publishEdition(ctx, { editionId: edition.id, version });
  },
};

/** The row of the work, claimed: what was asked for, or for work of the clock one as the clock makes it. */
export async function workOf(
  { services }: TestBench,
  job: string,
): Promise<{ id: string; payload: unknown }> {
  const { outbox } = services.prisma;
  const asked = await outbox.findFirst({ where: { job } });
  const { id } = asked ?? (await outbox.create({ data: { job, payload: {} } }));
  return outbox.update({ where: { id }, data: { claim: randomUUID() } });
}
