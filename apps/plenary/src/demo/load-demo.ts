import { createReadStream, readFileSync } from 'node:fs';
import { grantRole } from '@plenary/identity';
import { approveEdition, draftMinutes, importTranscript, publishEdition } from '@plenary/minutes';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { releaseProgram } from '@plenary/program';
import { importEvent } from '@plenary/nouns/files';
import { conferenceFile } from './conference.js';
import { demoRoles } from './roles.js';

/** Loads the two events of the demonstration, with a role for each kind of visitor. The worker then publishes. */
export async function loadDemo(ctx: Ctx): Promise<void> {
  const symposium = await loadEvent(ctx, readSymposium());
  const conference = await loadEvent(ctx, conferenceFile(ctx.services.clock.now()));
  const events = new Map([symposium, conference].map((inEvent) => [inEvent.event.slug, inEvent.event.id]));
  for (const { email, role, events: slugs } of demoRoles) {
    if (slugs.length === 0) await grantRole(ctx, { email, role, eventId: null });
    for (const slug of slugs) await grantRole(ctx, { email, role, eventId: events.get(slug) ?? null });
  }
  await publishSymposium(symposium);
}

function readSymposium(): unknown {
  return JSON.parse(readFileSync(new URL('./ipss-2023.json', import.meta.url), 'utf8'));
}

async function loadEvent(ctx: Ctx, file: unknown): Promise<EventCtx> {
  const event = await importEvent(ctx, file);
  const inEvent = enterEvent(ctx, event);
  await releaseProgram(inEvent, { waivers: [], waiveAll: null });
  return inEvent;
}

async function publishSymposium(ctx: EventCtx): Promise<void> {
  const language = 'en';
  const transcript = createReadStream(new URL('./ipss-2023.vtt', import.meta.url));
  const { id: uploadId } = await receiveUpload(ctx, 'transcript', 'text/vtt', transcript);
  await importTranscript(ctx, { uploadId, language, startsAt: null, session: null });
  const { edition } = await draftMinutes(ctx, { language });
  const { id: editionId, version } = edition;
  const approved = await approveEdition(ctx, { editionId, version, reason: 'demonstration', waiveAll: null });
  await publishEdition(ctx, { editionId, version: approved.version });
}
