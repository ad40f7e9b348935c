import { recordAudit } from '@plenary/audit';
import { draftNotices, findEvent, publishEvent } from '@plenary/event';
import { Refusal, notFound, parse, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { localText } from '@plenary/platform/texts';
import { z } from 'zod';
import { loadDraft } from '../data/drafts.js';
import { findRelease, insertRelease, lockReleases, type Release } from '../data/releases.js';
import { changesBetween, changesByPerson, type ProgramChange } from '../domain/changes.js';
import { isTimed } from '../domain/draft.js';
import { standingBlockers } from '../domain/finding.js';
import { programFromDraft } from '../domain/program-document.js';
import { findInDraft } from '../domain/rules.js';
import { programChangedNotice } from '../domain/program-changed-notice.js';
import { releaseTopic } from './current-release.js';

const input = z.object({
  waivers: z
    .array(
      z.object({
        findingId: z.string().min(1),
        reason: z.string().trim().min(3, 'must say why, in at least 3 characters').max(500),
      }),
    )
    .max(1_000),
  waiveAll: z.string().trim().min(3, 'must say why, in at least 3 characters').max(500).nullable(),
});

export interface ReleaseInput {
  readonly waivers: readonly { readonly findingId: string; readonly reason: string }[];
  /** A reason that covers every BLOCKER but room overlaps. */
  readonly waiveAll: string | null;
}

export interface ReleaseResult {
  readonly release: Release;
  /** Ids of sessions that have no time, and so are not in it. */
  readonly untimed: readonly { readonly id: string; readonly title: Readonly<Record<string, string>> }[];
  readonly noticesDrafted: number;
}

/**
 * Releases the draft as the next numbered program, which the public sees from now on, and drafts notices for
 * those whose own sessions changed. The first release publishes the event.
 * @throws {Refusal} CONFLICT while a BLOCKER stands that is not waived; its findings are in the error's `findings`
 */
export async function releaseProgram(ctx: EventCtx, values: ReleaseInput): Promise<ReleaseResult> {
  const { waivers: given, waiveAll } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    await lockReleases(tx);
    const event = await findEvent(tx, tx.event.id);
    if (event === null) throw notFound('Event');
    const draft = await loadDraft(tx, event);
    const findings = findInDraft(draft);
    const waivers =
      waiveAll === null ? given : findings.map(({ id }) => ({ findingId: id, reason: waiveAll }));
    refuseBlockers(standingBlockers(findings, waivers));
    if (!draft.sessions.some(isTimed))
      throw new Refusal('CONFLICT', 'No session has a time yet: there is nothing to release.');
    const before = await findRelease(tx, null);
    const number = (before?.number ?? 0) + 1;
    const releasedAt = tx.services.clock.now();
    const program = programFromDraft(event, draft, number, releasedAt);
    const changes = changesBetween(before?.program ?? null, program);
    const release: Release = { number, program, changes };
    await insertRelease(tx, release, waivers, draft, releasedAt);
    await publishEvent(tx);
    const touched = changesByPerson(before?.program ?? null, program, changes);
    const noticesDrafted = await draftNotices(
      tx,
      { kind: 'PROGRAM_CHANGED', about: number },
      [...touched.keys()],
      (personId, language) => programChangedNotice(program, lines(touched.get(personId), language), language),
    );
    await recordAudit(tx, {
      action: 'releaseProgram',
      subject: { kind: 'Event', id: event.id },
      after: { release: number, waived: waivers.length },
    });
    announce(tx, releaseTopic(event.id));
    const untimed = draft.sessions
      .filter((session) => !isTimed(session))
      .map(({ id, title }) => ({ id, title }));
    return { release, untimed, noticesDrafted };
  });

  function lines(changes: readonly ProgramChange[] | undefined, language: string) {
    return (changes ?? []).map(({ kind, title }) => ({
      kind,
      title: localText(title, language, ctx.event.languages).text,
    }));
  }
}

function refuseBlockers(blockers: readonly { readonly message: string }[]): void {
  const [first] = blockers;
  if (first === undefined) return;
  const more = blockers.length > 1 ? ` And ${String(blockers.length - 1)} more.` : '';
  throw new Refusal('CONFLICT', `The program can't be released: ${first.message}${more}`, {
    facts: { findings: blockers },
  });
}
