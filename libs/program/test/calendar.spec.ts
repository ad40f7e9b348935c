import { sendNotices } from '@plenary/event';
import { eventNoun } from '@plenary/event/noun';
import type { EventCtx } from '@plenary/platform';
import {
  cancelledUntil,
  editProgram,
  listSessions,
  programCalendar,
  publicRelease,
  releaseProgram,
} from '@plenary/program';
import {
  aPerson,
  aProgram,
  aReleasedEvent,
  createTestBench,
  eventually,
  startMailServer,
  type MailServer,
  withWorker,
  type TestBench,
} from '@plenary/testing';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { undoProgramEdit } from '../src/operations/undo-program-edit.js';

let server: MailServer;
let bench: TestBench;

beforeAll(async () => {
  server = await startMailServer();
  bench = await createTestBench({
    settings: {
      SMTP_URL: server.url,
      PUBLIC_URL: 'https://meetings.example.org',
      MAIL_FROM: 'The Office <office@example.org>',
    },
  });
});
afterAll(async () => {
  await bench.close();
  await server.close();
});

/** The entries of a calendar: title, state, version and start of each, by its id. */
function entriesIn(text: string): Record<string, readonly unknown[]> {
  const component = new ICAL.Component(ICAL.parse(text));
  return Object.fromEntries(
    component.getAllSubcomponents('vevent').map((vevent) => {
      const entry = new ICAL.Event(vevent);
      const start = entry.startDate.toJSDate().toISOString();
      return [entry.uid, [entry.summary, vevent.getFirstPropertyValue('status'), entry.sequence, start]];
    }),
  );
}

/** The feed as it is read now. */
async function feedOf(ctx: EventCtx, sessionId: string | null = null): Promise<string | null> {
  // Not from memory: the release was made in this process a moment ago.
  const other = await createTestBench({ database: bench.database, settings: bench.settings });
  try {
    const release = await publicRelease(other.services, ctx.event, null);
    if (release === null) throw new Error('not released');
    const cancelled = await cancelledUntil(other.services, ctx.event, release);
    const { publicUrl } = other.services.settings;
    const { calendarHost } = await ctx.db.event.findUniqueOrThrow({ where: { id: ctx.event.id } });
    return (
      programCalendar(release, cancelled, { publicUrl, calendarHost }, sessionId)?.body.toString('utf8') ??
      null
    );
  } finally {
    await other.close();
  }
}

async function sessionOf(ctx: EventCtx, key: string) {
  const found = (await listSessions(ctx)).find((session) => session.key === key);
  if (found === undefined) throw new Error(`no session ${key}`);
  return found;
}

const release = (ctx: EventCtx) => releaseProgram(ctx, { waivers: [], waiveAll: 'a test' });
const uidOf = ({ id }: { readonly id: string }): string => id;

test('a cancelled session stands in the feed as cancelled, until it is back', async () => {
  const ctx = await aReleasedEvent(bench.operator);
  const [keynote, panel] = [await sessionOf(ctx, 'keynote'), await sessionOf(ctx, 'panel')];
  const { number } = await editProgram(ctx, 'removeSession', { sessionId: panel.id, version: panel.version });
  await release(ctx);
  const without = {
    [uidOf(keynote)]: ['Keynote', 'CONFIRMED', 1, '2026-11-24T01:00:00.000Z'],
    [uidOf(panel)]: ['Panel', 'CANCELLED', 1, '2026-11-24T02:00:00.000Z'],
  };
  expect(entriesIn((await feedOf(ctx)) ?? '')).toEqual(without);
  expect(entriesIn((await feedOf(ctx, panel.id)) ?? '')).toEqual({ [uidOf(panel)]: without[uidOf(panel)] });
  await release(ctx);
  expect(entriesIn((await feedOf(ctx, panel.id)) ?? '')).toEqual({ [uidOf(panel)]: without[uidOf(panel)] });
  await undoProgramEdit(ctx, { edit: number });
  await release(ctx);
  expect(entriesIn((await feedOf(ctx)) ?? '')).toEqual({
    [uidOf(keynote)]: ['Keynote', 'CONFIRMED', 3, '2026-11-24T01:00:00.000Z'],
    [uidOf(panel)]: ['Panel', 'CONFIRMED', 3, '2026-11-24T02:00:00.000Z'],
  });
});

test('what the public never saw, or may see no more, is not told of as cancelled', async () => {
  const sessions = (aProgram().sessions ?? []).map((session) => ({
    ...session,
    visibility: session.key === 'panel' ? ('PARTICIPANTS' as const) : ('PUBLIC' as const),
  }));
  const ctx = await aReleasedEvent(bench.operator, { program: { ...aProgram(), sessions } });
  const [keynote, panel] = [await sessionOf(ctx, 'keynote'), await sessionOf(ctx, 'panel')];
  await editProgram(ctx, 'removeSession', { sessionId: panel.id, version: panel.version });
  await editProgram(ctx, 'updateSession', {
    sessionId: keynote.id,
    version: keynote.version,
    visibility: 'PARTICIPANTS',
  });
  await release(ctx);
  expect(entriesIn((await feedOf(ctx)) ?? '')).toEqual({});
  expect(await feedOf(ctx, keynote.id)).toBeNull();
  expect(await feedOf(ctx, panel.id)).toBeNull();
});

test('the notice of a release brings the calendar of its reader up to date', async () => {
  const ctx = await aReleasedEvent(bench.operator, {
    people: [
      aPerson('tanaka', { email: 'tanaka@example.org' }),
      aPerson('smith', { email: 'smith@example.org' }),
    ],
  });
  const [keynote, panel] = [await sessionOf(ctx, 'keynote'), await sessionOf(ctx, 'panel')];
  await editProgram(ctx, 'moveSession', {
    sessionId: panel.id,
    version: panel.version,
    startsAt: '2026-11-24T13:00:00+09:00',
  });
  await editProgram(ctx, 'removeSession', { sessionId: keynote.id, version: keynote.version });
  const [moderator] = panel.appearances;
  await editProgram(ctx, 'setAppearances', {
    sessionId: panel.id,
    version: panel.version + 1,
    appearances: panel.appearances
      .filter(({ id }) => id !== moderator?.id)
      .map(({ id, personId, role, state }) => ({ id, personId, role, state })),
  });
  await release(ctx);
  const notices = await ctx.db.notice.findMany({ where: { eventId: ctx.event.id, about: 2 } });
  await withWorker(bench, eventNoun.handlers, async () => {
    await sendNotices(ctx, { noticeIds: notices.map(({ id }) => id) });
    await eventually(async () => {
      const sent = await ctx.db.notice.count({ where: { eventId: ctx.event.id, about: 2, state: 'SENT' } });
      return sent === 2;
    });
  });

  const attached = async (to: string) => {
    const mail = server.received.find(({ recipients }) => recipients.includes(to));
    const { attachments } = await PostalMime.parse(mail?.text ?? '');
    expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['program.ics', 'text/calendar'],
    ]);
    const content = attachments[0]?.content ?? '';
    return typeof content === 'string' ? content : new TextDecoder().decode(content);
  };
  const smith = await attached('smith@example.org');
  expect(entriesIn(smith)).toEqual({
    [uidOf(keynote)]: ['Keynote', 'CANCELLED', 1, '2026-11-24T01:00:00.000Z'],
    [uidOf(panel)]: ['Panel', 'CONFIRMED', 1, '2026-11-24T04:00:00.000Z'],
  });
  expect(smith.replaceAll(/\r?\n /g, '').split(/\r?\n/)).toEqual(
    expect.arrayContaining([
      'METHOD:PUBLISH',
      expect.stringMatching(/^ORGANIZER.*:mailto:office@example\.org$/),
    ]),
  );
  // Who has no part in it any more is told that it is theirs no more.
  expect(entriesIn(await attached('tanaka@example.org'))).toEqual({
    [uidOf(panel)]: ['Panel', 'CANCELLED', 1, '2026-11-24T02:00:00.000Z'],
  });
});

test('entries of an event that has mailed some with a host are known by that host', async () => {
  const people = [aPerson('tanaka'), aPerson('smith', { email: 'smith@example.org' })];
  const ctx = await aReleasedEvent(bench.operator, { people });
  const [keynote, panel] = [await sessionOf(ctx, 'keynote'), await sessionOf(ctx, 'panel')];
  const where = { id: ctx.event.id };
  await ctx.db.event.update({ where, data: { calendarHost: 'before.example.org' } });
  const uids = [keynote, panel].map(({ id }) => `${id}@before.example.org`).toSorted();
  expect(Object.keys(entriesIn((await feedOf(ctx)) ?? '')).toSorted()).toEqual(uids);
  await editProgram(ctx, 'updateSession', {
    sessionId: keynote.id,
    version: keynote.version,
    title: { en: 'Another name' },
  });
  await release(ctx);
  const { calendar } = await ctx.db.notice.findFirstOrThrow({
    where: { eventId: ctx.event.id, about: 2 },
  });
  expect(Object.keys(entriesIn(calendar ?? ''))).toEqual([`${keynote.id}@before.example.org`]);
});
