import { recordAudit } from '@plenary/audit';
import { addEvent, insertPeople, type Event } from '@plenary/event';
import { badInput, enterEvent, parse, type Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { importProgram, repeatedKeys } from '@plenary/program';
import { importQuestions } from '@plenary/questions';
import { importRegistrationsFile } from '@plenary/registration';
import { eventFile } from './event-file.js';

/**
 * Makes an event, as a draft, from a file's content. All or nothing.
 * @throws {Refusal} BAD_INPUT with the path of each value at fault; CONFLICT if the slug is taken
 */
export async function importEvent(ctx: Ctx, content: unknown): Promise<Event> {
  const file = parse(eventFile, content);
  const repeated = repeatedKeys('people', file.people);
  if (repeated.length > 0) throw badInput(repeated);
  return inTransaction(ctx, async (tx) => {
    const event = await addEvent(tx, file.event);
    const inEvent = enterEvent(tx, event);
    await insertPeople(inEvent, file.people);
    await importProgram(inEvent, file);
    await importRegistrationsFile(inEvent, file);
    await importQuestions(inEvent, file.questions);
    recordAudit(inEvent, {
      action: 'importEvent',
      subject: { kind: 'Event', id: event.id },
      after: {
        people: file.people.length,
        sessions: file.sessions.length,
        registrations: file.registrations.length,
        questions: file.questions.length,
      },
    });
    return event;
  });
}
