import { unsubscribeUrl } from '@plenary/event';
import { requestSignInLink } from '@plenary/identity';
import { handlers } from '@plenary/nouns/jobs';
import type { EventCtx } from '@plenary/platform';
import { saveForm } from '@plenary/registration';
import { aPerson, aReleasedEvent, eventually, withWorker, type EventParts } from '@plenary/testing';
import { aCategory, aPart, aPublication, aRegistration, aRegistrationLink } from '@plenary/testing/api';
import { startTestSite, type TestSite } from '@plenary/testing/browser';

type Program = NonNullable<EventParts['program']>;
type Session = NonNullable<Program['sessions']>[number];

const both = (en: string, ja: string): { en: string; ja: string } => ({ en, ja });
const days = ['2026-07-20', '2026-07-21', '2026-07-22'] as const;

/** Fifty minutes from this hour, before all unless it is said otherwise. */
function session(day: string, hour: number, over: Partial<Session> & Pick<Session, 'title'>): Session {
  const at = `${day}T${String(hour).padStart(2, '0')}`;
  return {
    key: `${day}-${String(hour)}-${over.room ?? 'hall'}`,
    kind: 'PANEL',
    plenary: over.room === undefined,
    room: 'hall',
    startsAt: `${at}:00:00+09:00`,
    endsAt: `${at}:50:00+09:00`,
    languages: ['en', 'ja'],
    ...over,
  };
}

function sessionsOf(day: string): Session[] {
  return [
    session(day, 9, {
      kind: 'KEYNOTE',
      title: both('Where the record of a meeting begins', '会議の記録はどこから始まるか'),
      appearances: [{ person: 'smith', role: 'KEYNOTE' }],
    }),
    session(day, 10, { kind: 'BREAK', title: both('Coffee', '休憩') }),
    session(day, 11, {
      title: both(
        'Interpretation, transcription, accreditation: what small secretariats can do with what they have',
        '通訳、文字起こし、資格認定――小さな事務局が手持ちの力でできること',
      ),
      appearances: [
        { person: 'tanaka', role: 'MODERATOR' },
        ...['skoda', 'hohenlohe', 'smith'].map((person) => ({ person, role: 'PANELIST' as const })),
      ],
    }),
    ...['hall', 'annex', 'library'].map((room) =>
      session(day, 14, {
        room,
        kind: 'WORKING_GROUP',
        title: both(`Working group in the ${room}`, '作業部会'),
      }),
    ),
  ];
}

/** Three days, with what makes pages wide: long names and titles, four at a table, rooms side by side. */
const parts: EventParts = {
  event: {
    title: both('World Forum on the Keeping of Records', '記録保存世界フォーラム'),
    theme: both('What was said, by whom, and who may read it', '何が、誰によって語られ、誰が読めるのか'),
    organiser: both('Office of the Forum', 'フォーラム事務局'),
    venue: { name: both('Hall of Congresses', '国際会議場'), city: both('Kyoto', '京都'), country: 'JP' },
    notice: both('The second day begins at nine.', '二日目は九時に始まります。'),
    startsOn: days[0],
    endsOn: days[2],
  },
  people: [
    aPerson('tanaka', { post: both('Director', '所長') }),
    aPerson('skoda', { familyName: both('Škoda', 'シュコダ'), givenName: both('Jiří', 'イジー') }),
    aPerson('hohenlohe', {
      familyName: both('von Hohenlohe-Waldenburg-Schillingsfürst', 'フォン・ホーエンローエ'),
      givenName: both('Maximilian Ferdinand', 'マクシミリアン'),
      title: both('Lieutenant General', '中将'),
    }),
    aPerson('smith', { email: 'smith@example.org' }),
  ],
  program: {
    rooms: [
      { key: 'hall', name: both('Great Hall', '大会議場') },
      { key: 'annex', name: both('Annex, second floor', '別館二階') },
      { key: 'library', name: both('Reading Room of the Library', '図書館閲覧室') },
    ],
    sessions: days.flatMap(sessionsOf),
  },
};

export interface Meeting {
  readonly site: TestSite;
  readonly ctx: EventCtx;
  /** A cookie of its staff. */
  readonly organiser: string;
  /** A cookie of who has opened the link of their part. */
  readonly speaker: string;
  /** A cookie of who has opened the link of their registration. */
  readonly registered: string;
  /** One with four at its table. */
  readonly session: string;
  readonly person: string;
  /** Where somebody ends its notices. */
  readonly unsubscribe: string;
  close(): Promise<void>;
}

const label = both(
  'Will you stay for dinner, which is served in the house?',
  '館内での夕食にご出席になりますか',
);
const choices = [
  { key: 'yes', label: both('Yes', 'はい') },
  { key: 'no', label: both('No', 'いいえ') },
];
const question = { label, purpose: 'LOGISTICS' };

/** A category with a question of each type, and one that is closed. @returns a cookie of who has a ticket */
async function openRegistration(ctx: EventCtx): Promise<string> {
  const types = ['TEXT', 'LONG_TEXT', 'DATE', 'COUNTRY', 'PHONE', 'CONSENT'];
  const { id: formId } = await saveForm(ctx, {
    key: 'delegates',
    name: 'Delegates',
    fields: [
      ...types.map((type) => ({ ...question, key: type.toLowerCase().replace('_', '-'), type })),
      { ...question, key: 'dinner', type: 'CHOICE', choices },
      { ...question, key: 'days', type: 'CHOICES', choices, when: [{ field: 'dinner', isOneOf: ['yes'] }] },
    ],
  });
  const name = both('Delegates of governments and organisations', '政府・国際機関の代表');
  const category = await aCategory(ctx, { key: 'delegates', name, places: 40, showsWaiting: true, formId });
  await aCategory(ctx, { key: 'press', name: both('Press', '報道関係者'), byInvitation: true });
  const answers = { dinner: ['yes'], country: ['XK'], consent: ['yes'] };
  const id = await aRegistration(ctx, category, { answers });
  const where = { eventId: ctx.event.id, id };
  await ctx.db.registration.updateMany({ where, data: { provenAt: new Date() } });
  return aRegistrationLink(ctx, id);
}

/** A meeting with its program, its minutes and a mail, and the pages that show them. */
export async function openMeeting(): Promise<Meeting> {
  const site = await startTestSite({ settings: { DEMO: 'on' } });
  const ctx = await aReleasedEvent(site.operator, parts);
  await aPublication(site, ctx);
  const organiser = await site.signedIn('ORGANISER', ctx);
  const registered = await openRegistration(ctx);
  const { email } = await site.operator.db.account.findFirstOrThrow();
  await requestSignInLink(site.operator, { email });
  await withWorker(site, handlers, () =>
    eventually(async () => (await site.operator.db.outbox.count({ where: { doneAt: null } })) === 0),
  );
  const where = { eventId: ctx.event.id };
  const session = await ctx.db.session.findFirstOrThrow({ where: { ...where, key: `${days[1]}-11-hall` } });
  const person = await ctx.db.person.findFirstOrThrow({ where: { ...where, key: 'skoda' } });
  return {
    site,
    ctx,
    organiser,
    speaker: await aPart(ctx, 'skoda'),
    registered,
    session: session.id,
    person: person.id,
    unsubscribe: unsubscribeUrl(ctx, 'smith@example.org', 'en'),
    close: () => site.close(),
  };
}
