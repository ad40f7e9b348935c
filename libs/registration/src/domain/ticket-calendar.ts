import type { Event } from '@plenary/event';
import { writeCalendar } from '@plenary/formats';
import { localText, type Texts } from '@plenary/platform/texts';
import { wordsIn } from '../words/words.js';
import type { Registration } from './registration.js';
import { spacedCode } from './ticket-code.js';

interface Place {
  readonly publicUrl: string;
  /** The sender of all mail: a mailed calendar has an organizer (RFC 5546, 3.2.1). */
  readonly mailFrom: string;
  readonly language: string;
  readonly madeAt: Date;
}

/**
 * The event in the calendar of who is registered, with their ticket, to be mailed. The entry is known by the registration
 * for ever; one that is cancelled takes it back.
 * @param code of the ticket; null for who has none any more
 */
export function ticketCalendar(
  event: Event,
  { id, sequence, state }: Registration,
  code: string | null,
  { publicUrl, mailFrom, language, madeAt }: Place,
): string {
  const say = wordsIn(language);
  const text = (texts: Texts): string => localText(texts, language, event.languages).text;
  const { startsOn, endsOn, venue } = event;
  const title = text(event.title);
  const page = `${publicUrl}/events/${event.slug}`;
  return writeCalendar({
    name: title,
    language,
    url: page,
    madeAt,
    entries: [
      {
        uid: id,
        sequence,
        wholeDays: true,
        startsAt: new Date(`${startsOn}T00:00:00Z`),
        endsAt: new Date(Date.parse(`${endsOn}T00:00:00Z`) + 86_400_000),
        summary: title,
        description: code === null ? '' : say('ticket.code', { code: spacedCode(code) }),
        location: venue === null ? '' : `${text(venue.name)}, ${text(venue.city)}`,
        url: `${page}/me`,
        cancelled: state === 'CANCELLED',
      },
    ],
    message: {
      method: 'PUBLISH',
      organizer: {
        name: text(event.organiser ?? event.title),
        mail: mailFrom,
      },
    },
  });
}
