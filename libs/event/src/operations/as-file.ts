import { notFound, dropNulls, type EventCtx } from '@plenary/platform';
import type { z } from 'zod';
import { findEvent } from '../data/events.js';
import { listPersonRecords } from '../data/person-records.js';
import { eventInput, personInput } from '../domain/event-input.js';

/** The facts of the event as a file has them. */
export async function eventAsFile(ctx: EventCtx): Promise<z.input<typeof eventInput>> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const { id: _id, state: _state, version: _version, calendarHost: _host, ...known } = event;
  const { seriesCode, seriesName, ...facts } = known;
  const series = seriesCode === null ? null : { code: seriesCode, name: seriesName };
  return eventInput.parse(dropNulls({ ...facts, series }));
}

/** The people of the event as a file has them, by key. */
export async function peopleAsFile(ctx: EventCtx): Promise<z.input<typeof personInput>[]> {
  const people = await listPersonRecords(ctx);
  return people.map(({ id: _id, accountId: _accountId, version: _version, ...person }) =>
    personInput.parse(dropNulls(person)),
  );
}
