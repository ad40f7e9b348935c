import { changed, verb } from '@plenary/audit';
import { draftNotices, findEvent, publishEvent, releaseTopic } from '@plenary/event';
import { Refusal, notFound, type EventCtx } from '@plenary/platform';
import { inOrderOfGravity, refuseBlockers, standingBlockers, waiveAll } from '@plenary/platform/findings';
import { localText, reasonText } from '@plenary/platform/texts';
import { tellWebhooks } from '@plenary/webhooks';
import { z } from 'zod';
import { findRelease, insertRelease } from '../data/releases.js';
import { inOrder, isTimed } from '../domain/draft.js';
import { neverWaived } from '../domain/findings/finding.js';
import { programFromDraft } from '../domain/program-document.js';
import { noticeCalendar } from '../domain/notice-calendar.js';
import { programChangedNotice } from '../domain/program-changed-notice.js';
import { changesByPerson, type OwnChange } from '../domain/own-changes.js';
import { insider } from '../domain/policy.js';
import { changesBetween } from '../domain/release-changes.js';
import { draftToEdit, draftTopic } from './current-draft.js';
import type { WholeRelease } from './current-release.js';
import { runningOrderTopic } from './running-order.js';

export const waiver = z
  .strictObject({
    findingId: z
      .stringFormat('finding', /^[a-z-]+(?::[A-Za-z0-9-]+)*$/, 'must be the id of a finding')
      .max(10_000)
      .meta({ description: "The finding's id. A room overlap can't be waived." }),
    reason: reasonText.meta({ description: 'At least 3 characters; kept with the release.' }),
  })
  .meta({ description: 'A finding to let stand, and why.' });

export const releaseProgramInput = z
  .strictObject({
    waivers: z
      .array(waiver)
      .max(1_000)
      .nullable()
      .default([])
      .transform((given) => given ?? [])
      .meta({ description: 'Findings to let stand.' }),
  })
  .meta({ description: 'Which program to release.' });

export interface ReleaseResult {
  readonly release: WholeRelease;
  /** Ids of sessions that have no time, and so are not in it. */
  readonly untimed: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[];
  readonly noticesDrafted: number;
}

/**
 * Releases the draft as the next numbered program, which the public sees from now on, and drafts notices for
 * those whose own sessions changed. The first release publishes the event.
 * @throws {Refusal} CONFLICT while a BLOCKER stands that is not waived; its findings are in the error's `findings`
 */
export const releaseProgram = verb('releaseProgram', {
  input: releaseProgramInput.extend({
    /** A reason that covers every BLOCKER but room overlaps. */
    waiveAll: reasonText.nullable().default(null),
  }),
  async run(tx: EventCtx, { waivers: given, waiveAll: forAll }) {
    const { draft } = await draftToEdit(tx);
    const event = await findEvent(tx, tx.event.id);
    if (event === null) throw notFound('Event');
    const findings = inOrderOfGravity(draft.findings());
    const sessions = inOrder(draft.sessions.values());
    const waivers = forAll === null ? given : waiveAll(findings, forAll);
    refuseBlockers("The program can't be released", standingBlockers(findings, waivers, neverWaived));
    if (!sessions.some(isTimed))
      throw new Refusal('CONFLICT', 'No session has a time yet: there is nothing to release.');
    const last = await findRelease(tx, null);
    const before = last?.program ?? null;
    const number = (last?.number ?? 0) + 1;
    const releasedAt = tx.services.clock.now();
    const program = programFromDraft(event, draft, number, releasedAt);
    const changes = changesBetween(before, program, insider);
    const release: WholeRelease = { eventId: event.id, number, program, changes, before, said: null };
    await insertRelease(tx, release, waivers, sessions, releasedAt);
    await publishEvent(tx);
    await tellWebhooks(tx, 'PROGRAM_RELEASED', { release: number });
    const touched = changesByPerson(before, program);
    const noticesDrafted = await draftNotices(
      tx,
      { kind: 'PROGRAM_CHANGED', about: number },
      [...touched.keys()],
      (personId, language) => {
        const own = touched.get(personId) ?? [];
        const sessionIds = own.map(({ sessionId }) => sessionId);
        const { publicUrl, mailFrom } = tx.services.settings;
        return {
          ...programChangedNotice(program, lines(own, language, tx.event.languages), language),
          calendar: noticeCalendar(before, program, personId, sessionIds, {
            language,
            publicUrl,
            calendarHost: event.calendarHost,
            mailFrom,
          }),
        };
      },
    );
    const untimed = sessions.filter((session) => !isTimed(session)).map(({ id, title }) => ({ id, title }));
    const result: ReleaseResult = { release, untimed, noticesDrafted };
    return changed({
      audit: {
        subject: { kind: 'Event', id: event.id },
        after: { release: number, waived: waivers.length },
      },
      topics: [releaseTopic, draftTopic, runningOrderTopic].map((topicOf) => topicOf(event.id)),
      result,
    });
  },
});

function lines(changes: readonly OwnChange[], language: string, languages: readonly string[]) {
  return changes.map(({ kind, title }) => ({ kind, title: localText(title, language, languages).text }));
}
