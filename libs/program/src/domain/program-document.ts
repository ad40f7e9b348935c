import { stored } from '@plenary/platform';
import { z } from 'zod';
import { displayName, type Event } from '@plenary/event';
import type { Viewer } from '@plenary/platform/access';
import { attributions, visibilities } from './content.js';
import type { SessionContent } from './session-content.js';
import { byKey, inOrder, isTimed, type Draft } from './draft.js';
import { sightOf } from './policy.js';
import { isoIn } from './times.js';

const texts = z.record(z.string(), z.string()).meta({ description: 'A text per language, by BCP 47 code.' });
const id = z.string().meta({ description: 'A UUID, the same in every release.' });
const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: "RFC 3339, with the event zone's offset." });

/** The released program as the public sees it: what `program.json` is. */
export const programDocument = z
  .object({
    format: z.literal('plenary-program/1'),
    release: z.int().meta({ description: 'Counts the releases of the event from 1.' }),
    releasedAt: instant,
    event: z.object({
      slug: z.string(),
      title: texts,
      theme: texts.nullable(),
      organiser: texts.nullable(),
      venue: z
        .object({
          name: texts,
          city: texts,
          country: z.string().meta({ description: 'ISO 3166-1 alpha-2.' }),
        })
        .nullable(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      timeZone: z.string().meta({ description: 'IANA name.' }),
      languages: z.array(z.string()),
      mode: z.enum(['ON_SITE', 'ONLINE', 'HYBRID']),
      notice: texts.nullable(),
    }),
    rooms: z.array(z.object({ id, name: texts, virtual: z.boolean() })),
    tracks: z.array(z.object({ id, name: texts, kind: z.enum(['STRAND', 'WORKING_GROUP']) })),
    people: z.array(
      z.object({
        id,
        displayName: texts.meta({ description: 'Title and name as printed, in the order of its owner.' }),
        familyName: texts.optional().meta({
          description: 'What lists are ordered by. Releases made before lists were printed lack it.',
        }),
        post: texts.nullable(),
        organisation: texts.nullable(),
        country: z.string().nullable(),
      }),
    ),
    sessions: z
      .array(
        z.object({
          id,
          kind: z.string(),
          plenary: z.boolean(),
          visibility: z.enum(['PUBLIC', 'PARTICIPANTS']),
          title: texts,
          abstract: texts.nullable(),
          room: id.nullable(),
          track: id.nullable(),
          startsAt: instant,
          endsAt: instant,
          languages: z.array(z.string()),
          interpretation: z.array(z.string()).meta({ description: 'Languages it is interpreted into.' }),
          takesQuestions: z.boolean(),
          items: z.array(z.object({ id, title: texts, minutes: z.int() })),
          appearances: z.array(
            z.object({
              person: id,
              item: id.nullable(),
              role: z.string(),
              confirmed: z.boolean(),
            }),
          ),
        }),
      )
      .meta({ description: 'In the order of their start.' }),
  })
  .meta({ title: 'Plenary program', description: 'One release of the program of an event.' });

type Published = z.output<typeof programDocument>;

/** A session as somebody sees it; INTERNAL only for those inside. */
export type ProgramSession = Omit<Published['sessions'][number], 'visibility'> &
  Pick<SessionContent, 'visibility'>;

/** A release as somebody sees it. */
export type ProgramDocument = Omit<Published, 'sessions'> & { readonly sessions: readonly ProgramSession[] };

const { sessions: published } = programDocument.shape;

/** What a release keeps: every session that has a time, with what decides who sees it. */
const releasedProgram = programDocument.extend({
  sessions: z.array(
    published.element.extend({ visibility: z.enum(visibilities), attribution: z.enum(attributions) }),
  ),
});

/** Releases were made without internal sessions, and before anybody kept attribution. */
const withAttribution = z.looseObject({ sessions: z.array(z.looseObject({})) }).transform((program) => ({
  ...program,
  sessions: program.sessions.map((session) => ({ attribution: 'ON_RECORD', ...session })),
}));

/** The program as a release keeps it. */
export const storedProgram = stored('program', releasedProgram, [withAttribution]);

export type ReleasedProgram = z.output<typeof releasedProgram>;
export type ReleasedSession = ReleasedProgram['sessions'][number];

/** What a release of this draft keeps: the sessions that have a time. */
export function programFromDraft(
  event: Event,
  draft: Draft,
  release: number,
  releasedAt: Date,
): ReleasedProgram {
  const iso = (at: Date): string => isoIn(at, event.timeZone);
  const sessions = inOrder(draft.sessions.values())
    .filter(isTimed)
    .map((session): ReleasedSession => ({
      id: session.id,
      kind: session.kind,
      plenary: session.plenary,
      visibility: session.visibility,
      attribution: session.attribution,
      title: session.title,
      abstract: session.abstract,
      room: session.roomId,
      track: session.trackId,
      startsAt: iso(session.startsAt),
      endsAt: iso(session.endsAt),
      languages: [...session.languages],
      interpretation: [...session.interpretation],
      takesQuestions: session.takesQuestions,
      items: session.items.map(({ id: itemId, title, minutes }) => ({ id: itemId, title, minutes })),
      appearances: session.appearances
        .filter(({ state }) => state !== 'DECLINED')
        .map(({ personId, itemId, role, state }) => ({
          person: personId,
          item: itemId,
          role,
          confirmed: state === 'CONFIRMED',
        })),
    }));
  const shown = new Set(sessions.flatMap(({ appearances }) => appearances.map(({ person }) => person)));
  const languages = [...event.languages];
  return {
    format: 'plenary-program/1',
    release,
    releasedAt: iso(releasedAt),
    event: {
      slug: event.slug,
      title: event.title,
      theme: event.theme,
      organiser: event.organiser,
      venue: event.venue,
      startsOn: event.startsOn,
      endsOn: event.endsOn,
      timeZone: event.timeZone,
      languages,
      mode: event.mode,
      notice: event.notice,
    },
    rooms: byKey(draft.rooms).map(({ id: roomId, name, virtual }) => ({ id: roomId, name, virtual })),
    tracks: byKey(draft.tracks).map(({ id: trackId, name, kind }) => ({ id: trackId, name, kind })),
    people: byKey(draft.people)
      .filter((person) => shown.has(person.id))
      .map((person) => ({
        id: person.id,
        displayName: Object.fromEntries(
          languages.map((language) => [language, displayName(person, language)]),
        ),
        familyName: person.familyName,
        post: person.post,
        organisation: person.organisation,
        country: person.country,
      })),
    sessions,
  };
}

/** A release as a viewer may see it: made by naming what it holds. */
export function programFor(program: ReleasedProgram, viewer: Viewer): ProgramDocument {
  const { format, release, releasedAt, event } = program;
  const sessions = program.sessions.flatMap((session) => sessionFor(session, viewer));
  const rooms = new Set(sessions.map(({ room }) => room));
  const tracks = new Set(sessions.map(({ track }) => track));
  const people = new Set(sessions.flatMap(({ appearances }) => appearances.map(({ person }) => person)));
  return {
    format,
    release,
    releasedAt,
    event,
    rooms: program.rooms.filter((room) => rooms.has(room.id)),
    tracks: program.tracks.filter((track) => tracks.has(track.id)),
    people: program.people.filter((person) => people.has(person.id)),
    sessions,
  };
}

function sessionFor(session: ReleasedSession, viewer: Viewer): ProgramSession[] {
  const { seen, details, people } = sightOf(session, viewer);
  if (!seen) return [];
  const { id: sessionId, kind, plenary, visibility, title, startsAt, endsAt } = session;
  return [
    {
      id: sessionId,
      kind,
      plenary,
      visibility,
      title,
      abstract: details ? session.abstract : null,
      room: details ? session.room : null,
      track: details ? session.track : null,
      startsAt,
      endsAt,
      languages: details ? session.languages : [],
      interpretation: details ? session.interpretation : [],
      takesQuestions: details && session.takesQuestions,
      items: details ? session.items : [],
      appearances: people ? session.appearances : [],
    },
  ];
}
