import type { Person } from '@plenary/event';
import { peopleNamed, type Changes } from './changes.js';
import {
  isTimed,
  type Draft,
  type EventFrame,
  type PersonAvailability,
  type ProgramLimits,
  type Room,
  type Session,
  type TimedSession,
  type Track,
  type Versioned,
} from './draft.js';
import type { ProgramFinding } from './findings/finding.js';
import { findForPerson, findInTrack } from './findings/person-rules.js';
import { findInRoom } from './findings/room-rules.js';
import { findInSession, findPlenaryParallels, utcDay } from './findings/session-rules.js';

/** What a draft is made of, as it is read from where it is kept. */
export interface DraftRows {
  readonly frame: EventFrame;
  readonly people: readonly Person[];
  readonly rooms: readonly Room[];
  readonly tracks: readonly Track[];
  readonly availability: readonly PersonAvailability[];
  readonly sessions: readonly Session[];
}

/** What a change makes come and go. */
export interface FindingsDelta {
  readonly come: readonly ProgramFinding[];
  readonly gone: readonly ProgramFinding[];
}

/** What a rule looks at: one session, room, person or track, or the plenaries of one day by UTC. */
const scopeKinds = ['session', 'room', 'person', 'track', 'day'] as const;
type ScopeKind = (typeof scopeKinds)[number];

/** Something of each kind of scope. */
function perScope<Value>(make: () => Value): Readonly<Record<ScopeKind, Value>> {
  return { session: make(), room: make(), person: make(), track: make(), day: make() };
}

/** Ids by the id of what they belong to. */
class Index {
  private readonly ids = new Map<string, Set<string>>();

  of(key: string): Iterable<string> {
    return this.ids.get(key) ?? [];
  }

  has(key: string): boolean {
    return this.ids.has(key);
  }

  add(key: string, id: string): void {
    const known = this.ids.get(key);
    if (known === undefined) this.ids.set(key, new Set([id]));
    else known.add(id);
  }

  delete(key: string, id: string): void {
    const known = this.ids.get(key);
    known?.delete(id);
    if (known?.size === 0) this.ids.delete(key);
  }
}

/**
 * A draft in memory that takes changes, and knows its findings: after a change only those rules run again whose rooms,
 * people, tracks, days or sessions it touched.
 */
export class WorkingDraft implements Draft {
  frame: EventFrame;
  readonly people: Map<string, Person>;
  readonly rooms: Map<string, Room>;
  readonly tracks: Map<string, Track>;
  readonly availability: Map<string, PersonAvailability>;
  readonly sessions: Map<string, Session>;

  private readonly inRoom = new Index();
  private readonly ofPerson = new Index();
  private readonly inTrack = new Index();
  private readonly onDay = new Index();
  /** The working groups that a person is a member of. */
  private readonly groupsOf = new Index();
  private readonly found = perScope(() => new Map<string, readonly ProgramFinding[]>());
  private readonly stale = perScope(() => new Set<string>());

  constructor(rows: DraftRows) {
    this.frame = rows.frame;
    this.people = byId(rows.people);
    this.rooms = byId(rows.rooms);
    this.tracks = byId(rows.tracks);
    this.availability = byId(rows.availability);
    this.sessions = byId(rows.sessions);
    for (const track of rows.tracks) this.indexTrack(track, 'add');
    for (const session of rows.sessions) this.indexSession(session, 'add');
    for (const { id } of rows.rooms) this.stale.room.add(id);
    for (const { id } of rows.people) this.stale.person.add(id);
  }

  /**
   * Takes the changes.
   * @param versions of the changed rows, as they are now where the draft is kept
   * @param newcomers whom the changes give their first part; who loses the last one goes
   * @returns what the rules find now and did not before, and the other way round
   */
  apply(
    changes: Changes,
    versions: ReadonlyMap<string, number>,
    newcomers: readonly Person[] = [],
  ): FindingsDelta {
    this.refresh();
    const named = peopleNamed(changes);
    for (const person of newcomers) if (named.has(person.id)) this.people.set(person.id, person);
    for (const { after } of changes.limits) this.setLimits(versioned(after, versions));
    for (const { id, after } of changes.rooms) this.setRoom(id, versioned(after, versions));
    for (const { id, after } of changes.tracks) this.setTrack(id, versioned(after, versions));
    for (const { id, after } of changes.availability) this.setAvailability(id, versioned(after, versions));
    for (const { id, after } of changes.sessions) {
      const { actualStartsAt = null, actualEndsAt = null } = this.sessions.get(id) ?? {};
      const content = versioned(after, versions);
      this.setSession(id, content && { ...content, actualStartsAt, actualEndsAt });
    }
    for (const id of named) if (!this.hasPart(id)) this.people.delete(id);
    const touched = scopeKinds.map((kind) => ({ found: this.found[kind], ids: [...this.stale[kind]] }));
    const foundThere = (): ProgramFinding[] =>
      touched.flatMap(({ found, ids }) => ids.flatMap((id) => found.get(id) ?? []));
    const was = foundThere();
    this.refresh();
    return difference(was, foundThere());
  }

  /** What would come and go with the changes; the draft stays as it is. */
  preview(changes: Changes, newcomers: readonly Person[] = []): FindingsDelta {
    const { limits } = this.frame;
    const people = [...peopleNamed(changes)].map((id) => [id, this.people.get(id)] as const);
    const rooms = changes.rooms.map(({ id }) => [id, this.rooms.get(id)] as const);
    const tracks = changes.tracks.map(({ id }) => [id, this.tracks.get(id)] as const);
    const availability = changes.availability.map(({ id }) => [id, this.availability.get(id)] as const);
    const sessions = changes.sessions.map(({ id }) => [id, this.sessions.get(id)] as const);
    const delta = this.apply(changes, new Map(), newcomers);
    for (const [id, person] of people) put(this.people, id, person);
    if (changes.limits.length > 0) this.setLimits(limits);
    for (const [id, row] of rooms) this.setRoom(id, row);
    for (const [id, row] of tracks) this.setTrack(id, row);
    for (const [id, row] of availability) this.setAvailability(id, row);
    for (const [id, row] of sessions) this.setSession(id, row);
    return delta;
  }

  /** Everything that the rules find, in no order. */
  findings(): ProgramFinding[] {
    this.refresh();
    const all: ProgramFinding[] = [];
    for (const kind of scopeKinds) for (const found of this.found[kind].values()) all.push(...found);
    return all;
  }

  private hasPart(personId: string): boolean {
    return this.ofPerson.has(personId) || this.groupsOf.has(personId) || this.availability.has(personId);
  }

  /** All rules go by them. */
  private setLimits(limits: ProgramLimits | undefined): void {
    if (limits === undefined) return;
    this.frame = { ...this.frame, limits };
    for (const id of this.sessions.keys()) this.stale.session.add(id);
    for (const id of this.rooms.keys()) this.stale.room.add(id);
    for (const id of this.tracks.keys()) this.stale.track.add(id);
    for (const id of this.people.keys()) this.stale.person.add(id);
  }

  private setRoom(id: string, room: Room | undefined): void {
    put(this.rooms, id, room);
    this.stale.room.add(id);
    // Its name stands in what is found about the people who walk there.
    for (const sessionId of this.inRoom.of(id)) this.touchPeople(this.sessions.get(sessionId));
  }

  private setTrack(id: string, track: Track | undefined): void {
    this.indexTrack(this.tracks.get(id), 'delete');
    put(this.tracks, id, track);
    this.indexTrack(track, 'add');
  }

  private setAvailability(id: string, windows: PersonAvailability | undefined): void {
    put(this.availability, id, windows);
    this.stale.person.add(id);
  }

  private setSession(id: string, session: Session | undefined): void {
    this.indexSession(this.sessions.get(id), 'delete');
    put(this.sessions, id, session);
    this.indexSession(session, 'add');
  }

  private indexTrack(track: Track | undefined, how: 'add' | 'delete'): void {
    if (track === undefined) return;
    this.stale.track.add(track.id);
    for (const { personId } of track.members) {
      this.groupsOf[how](personId, track.id);
      this.stale.person.add(personId);
    }
  }

  private indexSession(session: Session | undefined, how: 'add' | 'delete'): void {
    if (session === undefined) return;
    const { id, roomId, trackId } = session;
    this.stale.session.add(id);
    if (roomId !== null) {
      this.inRoom[how](roomId, id);
      this.stale.room.add(roomId);
    }
    if (trackId !== null) {
      this.inTrack[how](trackId, id);
      this.stale.track.add(trackId);
    }
    if (isTimed(session)) {
      const last = utcDay(session.endsAt.getTime() - 1);
      for (let day = utcDay(session.startsAt.getTime()); day <= last; day += 1) {
        this.onDay[how](String(day), id);
        this.stale.day.add(String(day));
      }
    }
    for (const { personId } of session.appearances) this.ofPerson[how](personId, id);
    this.touchPeople(session);
  }

  /** Those who appear in the session, and the members of the group that sits in it. */
  private touchPeople(session: Session | undefined): void {
    if (session === undefined) return;
    for (const { personId } of session.appearances) this.stale.person.add(personId);
    for (const { personId } of this.tracks.get(session.trackId ?? '')?.members ?? [])
      this.stale.person.add(personId);
  }

  private refresh(): void {
    for (const kind of scopeKinds) {
      const [stale, found] = [this.stale[kind], this.found[kind]];
      for (const id of stale) {
        const findings = this.findIn(kind, id);
        if (findings.length === 0) found.delete(id);
        else found.set(id, findings);
      }
      stale.clear();
    }
  }

  private findIn(kind: ScopeKind, id: string): readonly ProgramFinding[] {
    switch (kind) {
      case 'session': {
        const session = this.sessions.get(id);
        return session === undefined ? [] : findInSession(this, session);
      }
      case 'room': {
        const room = this.rooms.get(id);
        return room === undefined ? [] : findInRoom(this, room, this.timed(this.inRoom.of(id)));
      }
      case 'track': {
        const track = this.tracks.get(id);
        return track === undefined ? [] : findInTrack(this, track, this.timed(this.inTrack.of(id)));
      }
      case 'day':
        return findPlenaryParallels(this, Number(id), this.timed(this.onDay.of(id)));
      case 'person': {
        const person = this.people.get(id);
        if (person === undefined) return [];
        const sittings = [...this.groupsOf.of(id)].flatMap((track) => this.timed(this.inTrack.of(track)));
        return findForPerson(this, person, this.timed(this.ofPerson.of(id)), sittings);
      }
    }
  }

  private timed(ids: Iterable<string>): TimedSession[] {
    const sessions: TimedSession[] = [];
    for (const id of ids) {
      const session = this.sessions.get(id);
      if (session !== undefined && isTimed(session)) sessions.push(session);
    }
    return sessions;
  }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  const map = new Map<string, Row>();
  for (const row of rows) map.set(row.id, row);
  return map;
}

function put<Row>(rows: Map<string, Row>, id: string, row: Row | undefined): void {
  if (row === undefined) rows.delete(id);
  else rows.set(id, row);
}

function versioned<Content extends { readonly id: string }>(
  content: Content | null,
  versions: ReadonlyMap<string, number>,
): Versioned<Content> | undefined {
  return content === null ? undefined : { ...content, version: versions.get(content.id) ?? 0 };
}

function difference(was: readonly ProgramFinding[], is: readonly ProgramFinding[]): FindingsDelta {
  const wasIds = new Set(was.map(({ id }) => id));
  const isIds = new Set(is.map(({ id }) => id));
  return { come: is.filter(({ id }) => !wasIds.has(id)), gone: was.filter(({ id }) => !isIds.has(id)) };
}
