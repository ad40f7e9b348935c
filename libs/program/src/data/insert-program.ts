import type { EventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import type { ProgramInput } from '../domain/program-input.js';

/** A key that the input's own check has already found in the list. */
function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`No row has the key ${key}`);
  return id;
}

/** The program's rows, with the ids that its keys get. */
export async function insertProgram(
  ctx: EventCtx,
  program: ProgramInput,
  peopleIds: ReadonlyMap<string, string>,
): Promise<void> {
  const eventId = ctx.event.id;
  const roomIds = new Map(program.rooms.map(({ key }) => [key, uuid()]));
  const trackIds = new Map(program.tracks.map(({ key }) => [key, uuid()]));
  await ctx.db.room.createMany({
    data: program.rooms.map((room) => ({ ...room, eventId, id: idOf(roomIds, room.key) })),
  });
  await ctx.db.track.createMany({
    data: program.tracks.map((track) => ({ ...track, eventId, id: idOf(trackIds, track.key) })),
  });
  const sessions = program.sessions.map((session, position) => ({ session, position, id: uuid() }));
  await ctx.db.session.createMany({
    data: sessions.map(({ session, position, id }) => {
      const { room, track, items: _items, appearances: _appearances, ...columns } = session;
      return {
        ...columns,
        eventId,
        id,
        position,
        roomId: room === undefined ? null : idOf(roomIds, room),
        trackId: track === undefined ? null : idOf(trackIds, track),
      };
    }),
  });
  const items = sessions.flatMap(({ session, id: sessionId }) =>
    session.items.map((item, position) => ({ item, sessionId, position, id: uuid() })),
  );
  await ctx.db.sessionItem.createMany({
    data: items.map(({ item, sessionId, position, id }) => ({
      eventId,
      id,
      sessionId,
      position,
      title: item.title,
      minutes: item.minutes,
    })),
  });
  const parts = [
    ...sessions.flatMap(({ session, id }) =>
      session.appearances.map((part) => ({ part, sessionId: id, itemId: null })),
    ),
    ...items.flatMap(({ item, sessionId, id }) =>
      item.appearances.map((part) => ({ part, sessionId, itemId: id })),
    ),
  ];
  await ctx.db.appearance.createMany({
    data: parts.map(({ part, sessionId, itemId }, position) => ({
      eventId,
      id: uuid(),
      sessionId,
      itemId,
      position,
      personId: idOf(peopleIds, part.person),
      role: part.role,
      state: part.state,
    })),
  });
}
