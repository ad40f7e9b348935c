import { listPeople } from '@plenary/event';
import { recordAudit } from '@plenary/audit';
import { badInput, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { insertProgram } from '../data/insert-program.js';
import { problemsOfProgram, type ProgramInput } from '../domain/program-input.js';

/**
 * Fills the empty draft of an event. All or nothing.
 * @throws {Refusal} BAD_INPUT naming each key that stands twice or names nothing
 */
export async function importProgram(ctx: EventCtx, program: ProgramInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const people = new Map((await listPeople(tx)).map(({ key, id }) => [key, id]));
    const problems = problemsOfProgram(program, new Set(people.keys()));
    if (problems.length > 0) throw badInput(problems);
    await insertProgram(tx, program, people);
    await recordAudit(tx, {
      action: 'importProgram',
      subject: { kind: 'Event', id: tx.event.id },
      after: { sessions: program.sessions.length },
    });
  });
}
