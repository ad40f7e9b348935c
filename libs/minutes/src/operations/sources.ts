import { findEvent, listPeople, type Event, type Person } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';
import type { Texts } from '@plenary/platform/texts';
import { listRooms, listRules, listSessions, type RuledSession, type Session } from '@plenary/program';
import { listQuestions, type Question } from '@plenary/questions';

/** What the minutes of an event rest on: its facts, its program and its questions on record. */
export interface EventFacts {
  readonly event: Event;
  readonly people: readonly Person[];
  /** Names of the rooms: no person is called so. */
  readonly rooms: readonly Texts[];
  /** In the order of the program. */
  readonly sessions: readonly Session[];
  /** What decides what is shown of each session, also of one that was taken out. */
  readonly rules: readonly RuledSession[];
  /** Those that were asked, in the order of asking. */
  readonly questions: readonly Question[];
}

export async function loadFacts(ctx: EventCtx): Promise<EventFacts> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const people = await listPeople(ctx);
  const rooms = (await listRooms(ctx)).map(({ name }) => name);
  const sessions = await listSessions(ctx);
  const questions = (await listQuestions(ctx)).filter(({ askedOrder }) => askedOrder !== null);
  return { event, people, rooms, sessions, rules: await listRules(ctx), questions };
}
