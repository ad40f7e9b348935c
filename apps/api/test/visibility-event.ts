import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  approveEdition,
  draftMinutes,
  findPublishedFile,
  importTranscript,
  publishEdition,
} from '@plenary/minutes';
import { minutesNoun } from '@plenary/minutes/noun';
import type { EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { editProgram, releaseProgram } from '@plenary/program';
import { aPerson, aReleasedEvent, aTranscript, eventually, withWorker } from '@plenary/testing';
import type { TestApi } from '@plenary/testing/api';

/** What a session of the event lets be seen; the last one has a speaker who does not agree to be quoted. */
export interface Ruled {
  readonly visibility: 'PUBLIC' | 'PARTICIPANTS' | 'INTERNAL';
  readonly attribution: 'ON_RECORD' | 'CHATHAM_HOUSE' | 'CLOSED';
  readonly refuses: boolean;
}

const visibilities = ['PUBLIC', 'PARTICIPANTS', 'INTERNAL'] as const;
const attributions = ['ON_RECORD', 'CHATHAM_HOUSE', 'CLOSED'] as const;

export const ruled: readonly Ruled[] = [
  ...visibilities.flatMap((visibility) =>
    attributions.map((attribution) => ({ visibility, attribution, refuses: false })),
  ),
  { visibility: 'PUBLIC', attribution: 'ON_RECORD', refuses: true },
];

/** A word that stands in one place of one session alone: `Qt3x` is the title of the session of place 3. */
const mark = (place: string, session: number): string => `Q${place}${String(session)}x`;

const indexes = [...ruled.keys()];

/** An event whose every session has words of its own in every place, and the ids by which it is known. */
export interface MarkedEvent {
  readonly ctx: EventCtx;
  readonly sessionIds: readonly string[];
  /** Of the speaker of each session. */
  readonly speakerIds: readonly string[];
  readonly materialIds: readonly string[];
  /** What is found where: a word or an id, with its place and its session. */
  readonly needles: ReadonlyMap<string, readonly [place: string, session: number]>;
}

const places = 'taihrknocbqsfvwzylgmp'.match(/./g) ?? [];

/** Released twice: everything was public once, under another title. */
export async function aMarkedEvent(api: TestApi): Promise<MarkedEvent> {
  const local = (place: string, session: number) => ({ en: mark(place, session) });
  const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00+09:00`;
  const ctx = await aReleasedEvent(api.operator, {
    people: indexes.flatMap((n) => [
      aPerson(`s${String(n)}`, {
        familyName: local('n', n),
        organisation: local('o', n),
        email: `s${String(n)}@example.org`,
      }),
      aPerson(`c${String(n)}`, { familyName: local('c', n) }),
    ]),
    program: {
      rooms: indexes.map((n) => ({ key: `r${String(n)}`, name: local('r', n) })),
      tracks: indexes.map((n) => ({ key: `t${String(n)}`, name: local('k', n), kind: 'STRAND' as const })),
      sessions: indexes.map((n) => ({
        key: `k${String(n)}`,
        kind: 'PANEL' as const,
        title: local('h', n),
        abstract: local('a', n),
        room: `r${String(n)}`,
        track: `t${String(n)}`,
        startsAt: at(8 + n),
        endsAt: at(9 + n),
        languages: ['en'],
        takesQuestions: true,
        items: [{ title: local('i', n), minutes: 20 }],
        appearances: [
          { person: `c${String(n)}`, role: 'MODERATOR' as const },
          { person: `s${String(n)}`, role: 'PANELIST' as const, mayQuote: !(ruled[n]?.refuses ?? false) },
        ],
      })),
    },
    questions: indexes.map((n) => ({
      key: `q${String(n)}`,
      session: `k${String(n)}`,
      channel: 'ROOM' as const,
      text: mark('q', n),
      asker: { name: mark('s', n), affiliation: mark('f', n) },
      displayPolicy: 'NAME' as const,
      addressees: [`s${String(n)}`],
      answers: [{ person: `s${String(n)}`, session: `k${String(n)}` }],
    })),
  });
  const sessions = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id },
    orderBy: { key: 'asc' },
  });
  for (const [n, { id: sessionId, version }] of sessions.entries()) {
    const { visibility, attribution } = ruled[n] ?? {};
    await editProgram(ctx, 'updateSession', {
      sessionId,
      version,
      title: local('t', n),
      visibility,
      attribution,
    });
  }
  const people = await ctx.db.person.findMany({ where: { eventId: ctx.event.id }, orderBy: { key: 'asc' } });
  const speakers = people.filter(({ key }) => key.startsWith('s'));
  const materialIds: string[] = [];
  for (const [n, { id: personId }] of speakers.entries()) {
    const eventId = ctx.event.id;
    const where = { eventId_id: { eventId, id: personId } };
    await ctx.db.person.update({ where, data: { biography: local('b', n), mayPublish: true } });
    const put = async (place: string) => {
      const {
        key: storageKey,
        bytes,
        sha256,
      } = await ctx.services.storage.put('artifacts', Buffer.from(mark(place, n)));
      return { storageKey, bytes, sha256, mediaType: 'image/png' };
    };
    await ctx.db.photograph.create({ data: { eventId, personId, ...(await put('p')) } });
    const sessionId = sessions[n]?.id ?? '';
    const { id } = await ctx.db.material.create({
      data: { eventId, personId, sessionId, kind: 'SLIDES', title: 'Slides', ...(await put('m')) },
      select: { id: true },
    });
    materialIds.push(id);
  }
  await releaseProgram(ctx, { waivers: [], waiveAll: 'a test' });
  const rooms = await ctx.db.room.findMany({ where: { eventId: ctx.event.id }, orderBy: { key: 'asc' } });
  const tracks = await ctx.db.track.findMany({ where: { eventId: ctx.event.id }, orderBy: { key: 'asc' } });
  const ids = (place: string, rows: readonly { id: string }[]) =>
    rows.map(({ id }, n) => [id, [place, n] as const] as const);
  return {
    ctx,
    sessionIds: sessions.map(({ id }) => id),
    speakerIds: speakers.map(({ id }) => id),
    materialIds,
    needles: new Map([
      ...places.flatMap((place) => indexes.map((n) => [mark(place, n), [place, n] as const] as const)),
      ...ids('S', sessions),
      ...ids('N', speakers),
      ...ids(
        'C',
        people.filter(({ key }) => key.startsWith('c')),
      ),
      ...ids('R', rooms),
      ...ids('K', tracks),
    ]),
  };
}

/** Drafts the minutes: in each session the moderator opens, the speaker speaks, somebody asks, the speaker answers. */
export async function draftMarkedMinutes({ ctx }: MarkedEvent) {
  const transcript = aTranscript(
    indexes.flatMap((n) => {
      const said = (label: string, place: string, second: number) =>
        [label, `${mark(place, n)} is said.`, n * 3_600 + second] as const;
      return [
        said(`Colonel ${mark('c', n)}`, 'v', 60),
        said(`Colonel ${mark('n', n)}`, 'w', 120),
        said(`Question ${String(n + 1)}`, 'z', 180),
        said(`Colonel ${mark('n', n)}`, 'y', 240),
      ];
    }),
  );
  const { id } = await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(transcript)]));
  await importTranscript(ctx, { uploadId: id, language: 'en', startsAt: null, sessionKey: null });
  return (await draftMinutes(ctx, { language: 'en' })).edition;
}

/** Publishes them, whatever the checks say. */
export async function publishMarkedMinutes(
  api: TestApi,
  { ctx }: MarkedEvent,
  { id: editionId, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const approved = await approveEdition(ctx, { editionId, version, reason: null, waiveAll: 'a test' });
  await withWorker(api, minutesNoun.handlers, async () => {
    await publishEdition(ctx, { editionId, version: approved.version });
    await eventually(async () => (await findPublishedFile(ctx, 'en', null, 'minutes.html')) !== null);
  });
}

/** Puts a question on stage in each session. */
export async function askInEach(
  api: TestApi,
  { ctx, sessionIds }: MarkedEvent,
  moderator: string,
): Promise<void> {
  const event = ctx.event.slug;
  const run = async (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const asked = name === 'submitQuestion' ? type : 'QuestionEditInput';
    const { data, body } = await api.graphql(
      `mutation ($input: ${asked}!) { done: ${name}(input: $input) { id version } }`,
      { input: { event, ...input } },
      moderator,
    );
    const done = data?.['done'];
    if (typeof done !== 'object' || done === null) throw new Error(body);
    return { questionId: String(Reflect.get(done, 'id')), version: Number(Reflect.get(done, 'version')) };
  };
  for (const [n, sessionId] of sessionIds.entries()) {
    const question = {
      sessionId,
      clientKey: randomUUID(),
      channel: 'ROOM',
      language: 'en',
      displayPolicy: 'NAME',
    };
    const seen = await run('submitQuestion', { ...question, text: mark('l', n), askerName: mark('g', n) });
    await run('putOnStage', seen);
  }
}
