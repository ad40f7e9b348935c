import { sendNotices } from '@plenary/event';
import { approveEdition, assignSpeaker, publishEdition, updateTurn } from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import { editProgram, releaseProgram } from '@plenary/program';
import { saveForm } from '@plenary/registration';
import { aPerson, aProgram, aReleasedEvent, type EventParts } from '@plenary/testing';
import { aCategory, aDraft, aRegistration, aRegistrationLink, type TestApi } from '@plenary/testing/api';

/** An event whose every public text holds the same words, with the name of its place behind them. */
export interface WordedEvent {
  readonly ctx: EventCtx;
  readonly words: string;
  /** A cookie of its staff. */
  readonly staff: string;
  readonly address: string;
  /** A cookie of who has registered. */
  readonly registered: string;
}

let count = 0;

function parts(words: string, address: string): EventParts {
  const named = (place: string): string => `${words} [${place}]`;
  const local = (place: string): { en: string } => ({ en: named(place) });
  const [keynote, panel] = aProgram().sessions ?? [];
  if (keynote === undefined || panel === undefined) throw new Error('no sessions');
  return {
    event: {
      title: local('title'),
      theme: local('theme'),
      organiser: local('organiser'),
      venue: { name: local('venue'), city: local('city'), country: 'JP' },
      notice: local('notice'),
      disclaimer: local('disclaimer'),
      quotingRule: local('quoting rule'),
    },
    people: [
      aPerson('smith', {
        title: local('rank'),
        familyName: local('family'),
        givenName: local('given'),
        post: local('post'),
        organisation: local('organisation'),
        email: address,
      }),
      aPerson('tanaka'),
    ],
    program: {
      rooms: [
        { key: 'hall', name: local('hall') },
        { key: 'annex', name: local('annex') },
      ],
      tracks: [{ key: 'track', name: local('track'), kind: 'STRAND' }],
      sessions: [
        {
          ...keynote,
          title: local('keynote'),
          abstract: local('abstract'),
          track: 'track',
          items: [{ title: local('item'), minutes: 20 }],
          cues: [{ kind: 'NOTE', text: named('cue'), responsible: named('responsible') }],
          notes: named('notes'),
          equipment: [named('equipment')],
        },
        { ...panel, title: local('panel'), room: 'annex' },
      ],
    },
    questions: [
      {
        key: 'first',
        session: 'keynote',
        channel: 'ROOM',
        text: named('question'),
        asker: { name: named('asker'), affiliation: named('affiliation') },
        displayPolicy: 'NAME',
        answers: [{ person: 'smith', session: 'keynote' }],
      },
    ],
  };
}

/** Released, with minutes whose publication is asked for and a notice that is to be sent. */
export async function aWordedEvent(api: TestApi, words: string): Promise<WordedEvent> {
  count += 1;
  const address = `speaker-${String(count)}@example.org`;
  const ctx = await aReleasedEvent(api.operator, parts(words, address));
  await sendDraftedNotices(ctx);
  await aDraft(ctx);
  const label = { language: 'en', label: 'Colonel Smith', personId: await smithOf(ctx) };
  const { id: editionId } = await assignSpeaker(ctx, label);
  const turn = await ctx.db.turn.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  await updateTurn(ctx, { turnId: turn.id, version: turn.version, paragraphs: [`${words} [words]`] });
  const { version } = await ctx.db.edition.findUniqueOrThrow({ where: { id: editionId } });
  const approved = await approveEdition(ctx, { editionId, version, reason: null, waiveAll: 'a test' });
  await publishEdition(ctx, { editionId, version: approved.version });
  const registered = await register(ctx, words);
  return { ctx, words, address, registered, staff: await api.signedIn('ORGANISER', ctx) };
}

/** Makes a category that asks something, and registers somebody in it. @returns a cookie of who that is */
async function register(ctx: EventCtx, words: string): Promise<string> {
  const named = (place: string): string => `${words} [${place}]`;
  const local = (place: string): { en: string } => ({ en: named(place) });
  const question = { label: local('label'), hint: local('hint'), purpose: 'LOGISTICS' };
  const choices = [{ key: 'first', label: local('choice') }];
  const form = await saveForm(ctx, {
    key: 'form',
    name: 'A form',
    fields: [
      { ...question, key: 'text', type: 'TEXT' },
      { ...question, key: 'chosen', type: 'CHOICE', choices },
    ],
  });
  const category = await aCategory(ctx, {
    ...{ key: 'delegates', name: local('category'), description: local('description'), formId: form.id },
  });
  const id = await aRegistration(ctx, category, {
    familyName: local('registrant'),
    post: local('their post'),
    organisation: local('their organisation'),
    email: `guest-${String(count)}@example.com`,
    answers: { text: [named('answer')], chosen: ['first'] },
  });
  return aRegistrationLink(ctx, id);
}

async function smithOf({ db, event }: EventCtx): Promise<string> {
  return (await db.person.findFirstOrThrow({ where: { eventId: event.id, key: 'smith' } })).id;
}

/** Releases the program again with another title, and has its notice sent. */
export async function renameKeynote({ ctx, words }: WordedEvent): Promise<void> {
  const { id, version } = await ctx.db.session.findFirstOrThrow({
    where: { eventId: ctx.event.id, key: 'keynote' },
  });
  const title = { en: `${words} [renamed]` };
  await editProgram(ctx, 'updateSession', { sessionId: id, version, title });
  await releaseProgram(ctx, { waivers: [], waiveAll: null });
  await sendDraftedNotices(ctx);
}

async function sendDraftedNotices(ctx: EventCtx): Promise<void> {
  const where = { eventId: ctx.event.id, state: 'DRAFTED', person: { email: { not: null } } } as const;
  const notices = await ctx.db.notice.findMany({ where });
  await sendNotices(ctx, { noticeIds: notices.map(({ id }) => id) });
}
