import { createEvent, type Event } from '@plenary/event';
import { FormatError, inWords } from '@plenary/formats';
import { readScheduleJson, readScheduleXml, type Schedule } from '@plenary/formats/schedule';
import { Refusal, badInput, type Ctx } from '@plenary/platform';

function read(bytes: Buffer, isXml: boolean): Schedule {
  try {
    return (isXml ? readScheduleXml(bytes) : readScheduleJson(bytes)).value;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw badInput(
      error.problems.map((problem) => ({ path: problem.path || 'file', message: inWords(problem) })),
    );
  }
}

/**
 * The slug of the event that a schedule is of: its acronym, in which `_` stands for what it can't hold.
 * @throws {Refusal} BAD_INPUT for what is no schedule, or has no acronym
 */
export function slugOfSchedule(bytes: Buffer, isXml: boolean): string {
  const { acronym } = read(bytes, isXml).conference;
  const slug = acronym
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug !== '') return slug;
  throw badInput([{ path: 'conference.acronym', message: 'must name the event; or use --into EVENT' }]);
}

/**
 * Makes the event that a schedule is of, as a draft without a program.
 * @param language of its texts
 * @throws {Refusal} BAD_INPUT, also for a schedule without a time zone; CONFLICT
 */
export async function eventOfSchedule(
  ctx: Ctx,
  bytes: Buffer,
  isXml: boolean,
  language: string,
): Promise<Event> {
  const { conference, days } = read(bytes, isXml);
  const { title, timeZone } = conference;
  if (timeZone === null)
    throw new Refusal(
      'BAD_INPUT',
      'The schedule names no time zone (time_zone_name): make the event first, then use --into EVENT.',
    );
  const dates = days.map(({ date }) => date).sort();
  return createEvent(ctx, {
    slug: slugOfSchedule(bytes, isXml),
    title: { [language]: title },
    startsOn: dates[0],
    endsOn: dates.at(-1),
    timeZone,
    languages: [language],
    mode: 'ON_SITE',
  });
}
