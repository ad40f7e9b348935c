import { toPersonType } from '@plenary/event/graphql';
import type { EventRef } from '@plenary/platform';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import type { Release } from '../data/releases.js';
import type { Draft } from '../domain/draft.js';
import type { Finding } from '../domain/finding.js';
import type { ReleaseResult } from '../operations/release-program.js';
import type {
  AppearanceType,
  ProgramDraftType,
  ProgramFindingType,
  ProgramSessionType,
  ProgramType,
  ReleaseProgramPayload,
  RoomType,
  TrackType,
} from './program.type.js';
import { ProgramChangeKind, Severity } from './program.type.js';
import { AppearanceRole, SessionKind } from '@plenary/platform/database';

type Local = (map: Texts) => LocalText;

function index<Row extends { readonly id: string }, Value>(
  rows: readonly Row[],
  map: (row: Row) => Value,
): Map<string, Value> {
  return new Map(rows.map((row) => [row.id, map(row)]));
}

// A release never changes, so its types are made once a language and then read by everybody.
const programs = new WeakMap<Release, Map<string, ProgramType>>();

export function toProgramType(release: Release, event: EventRef, language: string): ProgramType {
  const made = programs.get(release) ?? new Map<string, ProgramType>();
  programs.set(release, made);
  const program =
    made.get(language) ?? makeProgramType(release, (map) => localText(map, language, event.languages));
  made.set(language, program);
  return program;
}

function makeProgramType(release: Release, local: Local): ProgramType {
  const { program } = release;
  const rooms = index(program.rooms, ({ id, name, virtual }): RoomType => ({
    id,
    name: local(name),
    virtual,
  }));
  const tracks = index(program.tracks, ({ id, name, kind }): TrackType => ({ id, name: local(name), kind }));
  const people = index(program.people, ({ id, displayName, post, organisation, country }) => ({
    id,
    displayName: local(displayName).text,
    post: post === null ? null : local(post),
    organisation: organisation === null ? null : local(organisation),
    country,
  }));
  return {
    release: release.number,
    releasedAt: new Date(program.releasedAt),
    changes: release.changes.map(({ kind, sessionId, title }) => ({
      kind: ProgramChangeKind[kind],
      sessionId,
      title: local(title),
    })),
    sessions: program.sessions.map((session) => ({
      id: session.id,
      kind: kindOf(session.kind),
      plenary: session.plenary,
      visibility: session.visibility,
      title: local(session.title),
      abstract: session.abstract === null ? null : local(session.abstract),
      room: rooms.get(session.room ?? '') ?? null,
      track: tracks.get(session.track ?? '') ?? null,
      startsAt: new Date(session.startsAt),
      endsAt: new Date(session.endsAt),
      languages: session.languages,
      interpretation: session.interpretation,
      takesQuestions: session.takesQuestions,
      items: session.items.map(({ id, title, minutes }) => ({ id, title: local(title), minutes })),
      appearances: session.appearances.flatMap(({ person, item, role, confirmed }): AppearanceType[] => {
        const known = people.get(person);
        return known === undefined ? [] : [{ person: known, itemId: item, role: roleOf(role), confirmed }];
      }),
    })),
  };
}

function kindOf(kind: string): SessionKind {
  return Object.values(SessionKind).find((known) => known === kind) ?? 'OTHER';
}

function roleOf(role: string): AppearanceRole {
  return Object.values(AppearanceRole).find((known) => known === role) ?? 'SPEAKER';
}

export function toDraftType(draft: Draft, language: string): ProgramDraftType {
  const local: Local = (map) => localText(map, language, draft.languages);
  const rooms = index(draft.rooms, ({ id, name, virtual }): RoomType => ({ id, name: local(name), virtual }));
  const tracks = index(draft.tracks, ({ id, name, kind }): TrackType => ({ id, name: local(name), kind }));
  const people = index(draft.people, (person) => toPersonType(person, language));
  return {
    sessions: draft.sessions.map((session): ProgramSessionType => ({
      id: session.id,
      kind: session.kind,
      plenary: session.plenary,
      visibility: session.visibility,
      title: local(session.title),
      abstract: session.abstract === null ? null : local(session.abstract),
      room: rooms.get(session.roomId ?? '') ?? null,
      track: tracks.get(session.trackId ?? '') ?? null,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      languages: [...session.languages],
      interpretation: [...session.interpretation],
      takesQuestions: session.takesQuestions,
      items: session.items.map(({ id, title, minutes }) => ({ id, title: local(title), minutes })),
      appearances: session.appearances.flatMap(({ personId, itemId, role, state }): AppearanceType[] => {
        const person = people.get(personId);
        return person === undefined ? [] : [{ person, itemId, role, confirmed: state === 'CONFIRMED' }];
      }),
    })),
  };
}

export function toFindingType(finding: Finding): ProgramFindingType {
  return { ...finding, severity: Severity[finding.severity], sessionIds: [...finding.sessionIds] };
}

export function toReleasePayload(result: ReleaseResult, event: EventRef): ReleaseProgramPayload {
  const language = event.languages[0] ?? 'en';
  return {
    program: toProgramType(result.release, event, language),
    untimed: result.untimed.map(({ id, title }) => ({
      id,
      title: localText(title, language, event.languages),
    })),
    noticesDrafted: result.noticesDrafted,
  };
}
