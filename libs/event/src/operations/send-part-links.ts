import { recordAudit } from '@plenary/audit';
import { Refusal, badInput, clientKey, id, notFound, parse, type EventCtx } from '@plenary/platform';
import { linkEnd } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { askForWork } from '@plenary/platform/queue';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findEvent } from '../data/events.js';
import { insertQueuedNotice } from '../data/notices.js';
import { findPeople, listReachable } from '../data/people.js';
import { mailNotice } from '../domain/jobs.js';
import { partLinkNotice } from '../domain/part-link.js';

export const sendPartLinksInput = z
  .strictObject({
    clientKey,
    personIds: z
      .array(id)
      .min(1, 'must name a person')
      .max(500, 'must name at most 500 people')
      .transform((ids) => [...new Set(ids)])
      .meta({ description: 'People with a mail address, 1 to 500.' }),
  })
  .meta({ description: 'Whom to mail the link to their part.' });

/**
 * Mails each of these people the link to their part, all or none. Each link is made when its mail is rendered. A repeat
 * with the same client key mails nothing.
 * @returns how many mails are on their way
 * @throws {Refusal} BAD_INPUT, also for a person without a mail address; NOT_FOUND; CONFLICT once such links are over
 */
export async function sendPartLinks(ctx: EventCtx, values: unknown): Promise<number> {
  const { clientKey: key, personIds } = parse(sendPartLinksInput, values);
  await inTransaction(ctx, async (tx) => {
    const event = await findEvent(tx, tx.event.id);
    if (event === null) throw notFound('Event');
    const now = tx.services.clock.now();
    const end = linkEnd('PART', now, event.endsOn);
    if (end <= now)
      throw new Refusal(
        'CONFLICT',
        'The event is over for more than 30 days: its links would not work any more.',
      );
    await once(tx, 'sendPartLinks', key, [event.id, personIds], async () => {
      const languages = await languagesOf(tx, personIds);
      for (const [personId, language] of languages) {
        const noticeId = uuid();
        const mailId = askForWork(tx, mailNotice, { eventId: event.id, noticeId }, event.id);
        const words = partLinkNotice(event, language, end);
        await insertQueuedNotice(tx, {
          kind: 'PART_LINK',
          about: 0,
          personId,
          language,
          ...words,
          calendar: null,
          id: noticeId,
          mailId,
        });
        recordAudit(tx, { action: 'sendPartLinks', subject: { kind: 'Person', id: personId } });
      }
      return event.id;
    });
  });
  return personIds.length;
}

/** The language of each person's mail. */
async function languagesOf(tx: EventCtx, personIds: readonly string[]): Promise<Map<string, string>> {
  const known = new Set((await findPeople(tx, personIds)).map((person) => person.id));
  if (known.size < personIds.length) throw notFound('Person');
  const reachable = await listReachable(tx, personIds);
  const languages = new Map(
    reachable.map(({ id: own, language }) => [own, language ?? tx.event.languages[0] ?? 'en']),
  );
  const problems = personIds.flatMap((personId, index) =>
    languages.has(personId) ? [] : { path: `personIds[${String(index)}]`, message: 'has no mail address' },
  );
  if (problems.length > 0) throw badInput(problems);
  return languages;
}
