import type { EventCtx, EventRef } from '@plenary/platform';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { partKey } from '../data/said.js';
import type { ProgramChange } from '../domain/release-changes.js';
import type { ProgramFinding } from '../domain/findings/finding.js';
import type { RunningSession } from '../domain/running-order.js';
import { showRelease, type ShownRelease } from '../operations/current-release.js';
import type { ReleaseResult } from '../operations/release-program.js';
import type {
  ProgramChangeType,
  ProgramFindingType,
  ProgramType,
  ReleaseProgramPayload,
} from './program.type.js';
import { sessionFacts } from './session-mapping.js';
import type { AppearanceType, RoomType, TrackType } from './session.type.js';
import type { RunningSessionType } from './running-order.type.js';
import { appearanceRole, type AppearanceRole } from '../domain/content.js';

/** Where the photograph of a person is. */
function photographUrl(slug: string, personId: string): string {
  return `/events/${slug}/people/${personId}/photograph`;
}

type Local = (map: Texts) => LocalText;

function index<Row extends { readonly id: string }, Value>(
  rows: readonly Row[],
  map: (row: Row) => Value,
): Map<string, Value> {
  return new Map(rows.map((row) => [row.id, map(row)]));
}

// What is known of a release never changes, so its types are made once a language and then read by everybody.
const programs = new WeakMap<ShownRelease, Map<string, ProgramType>>();

export function toProgramType(release: ShownRelease, event: EventRef, language: string): ProgramType {
  const made = programs.get(release) ?? new Map<string, ProgramType>();
  programs.set(release, made);
  const program = made.get(language) ?? makeProgramType(release, event, language);
  made.set(language, program);
  return program;
}

function makeProgramType(release: ShownRelease, event: EventRef, language: string): ProgramType {
  const { languages, slug } = event;
  const local: Local = (map) => localText(map, language, languages);
  const { program, said } = release;
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
    changes: release.changes.map((change) => toChangeType(change, language, languages)),
    sessions: program.sessions.map((session) => ({
      ...sessionFacts(session, local),
      room: rooms.get(session.room ?? '') ?? null,
      track: tracks.get(session.track ?? '') ?? null,
      startsAt: new Date(session.startsAt),
      endsAt: new Date(session.endsAt),
      items: session.items.map(({ id, title, minutes }) => ({ id, title: local(title), minutes })),
      appearances: session.appearances.flatMap(({ person, item, role, confirmed }): AppearanceType[] => {
        const known = people.get(person);
        if (known === undefined) return [];
        const profile = said?.profiles.get(person);
        return [
          {
            person: known,
            itemId: item,
            role: roleOf(role),
            confirmed: said?.confirmed.get(partKey(session.id, item, person, role)) ?? confirmed,
            biography: profile?.biography == null ? null : local(profile.biography),
            photographUrl: profile?.hasPhotograph === true ? photographUrl(slug, person) : null,
          },
        ];
      }),
    })),
  };
}

function roleOf(role: string): AppearanceRole {
  return appearanceRole.options.find((known) => known === role) ?? 'SPEAKER';
}

export function toFindingType(finding: ProgramFinding): ProgramFindingType {
  return {
    ...finding,
    sessionIds: [...finding.sessionIds],
    personIds: [...finding.personIds],
  };
}

export function toReleasePayload(result: ReleaseResult, { event, viewer }: EventCtx): ReleaseProgramPayload {
  const language = event.languages[0] ?? 'en';
  return {
    program: toProgramType(showRelease(result.release, viewer), event, language),
    untimed: result.untimed.map(({ id, title }) => ({
      id,
      title: localText(title, language, event.languages),
    })),
    noticesDrafted: result.noticesDrafted,
  };
}

export function toRunningSessionType(session: RunningSession): RunningSessionType {
  return session;
}

export function toChangeType(
  { kind, sessionId, title }: ProgramChange,
  language: string,
  languages: readonly string[],
): ProgramChangeType {
  return { kind, sessionId, title: localText(title, language, languages) };
}
