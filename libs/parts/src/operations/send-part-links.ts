import { changed, keyedVerb } from '@plenary/audit';
import { findEvent, findPeople, listReachable, mailAtOnce } from '@plenary/event';
import { Refusal, badInput, clientKey, id, notFound, type EventCtx } from '@plenary/platform';
import { linkEnd } from '@plenary/platform/access';
import { z } from 'zod';
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
export const sendPartLinks = keyedVerb('sendPartLinks', {
  input: sendPartLinksInput,
  async run(tx: EventCtx, { personIds }) {
    const event = await findEvent(tx, tx.event.id);
    if (event === null) throw notFound('Event');
    const now = tx.services.clock.now();
    const end = linkEnd('PART', now, event.endsOn);
    if (end <= now)
      throw new Refusal(
        'CONFLICT',
        'The event is over for more than 30 days: its links would not work any more.',
      );
    for (const [personId, language] of await languagesOf(tx, personIds)) {
      const words = partLinkNotice(event, language, end);
      await mailAtOnce(tx, { kind: 'PART_LINK', about: 0, personId, language, ...words, calendar: null });
    }
    return changed({
      audit: personIds.map((personId) => ({ subject: { kind: 'Person', id: personId } })),
      topics: [],
      result: event.id,
    });
  },
  show: (_tx, _eventId, { personIds }) => personIds.length,
});

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
