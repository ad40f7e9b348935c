import type { EventCtx } from '@plenary/platform';
import { editProgram } from '@plenary/program';
import { anEvent, aPerson, createTestBench, type TestBench } from '@plenary/testing';
import { currentDraft } from '../src/operations/current-draft.js';
import { undoProgramEdit } from '../src/operations/undo-program-edit.js';

let bench: TestBench;
let ctx: EventCtx;

beforeAll(async () => {
  bench = await createTestBench();
  ctx = await anEvent(bench.operator, { people: ['smith', 'tanaka', 'jones'].map((key) => aPerson(key)) });
});
afterAll(() => bench.close());

/** Of each part the transaction that has last written its row, by id. */
async function writtenBy(): Promise<Map<string, string>> {
  const { rows } = await ctx.services.pool.query<{ id: string; xmin: string }>(
    `SELECT id, xmin::text FROM "SessionItem" WHERE "eventId" = $1
     UNION ALL SELECT id, xmin::text FROM "Appearance" WHERE "eventId" = $1
     UNION ALL SELECT id, xmin::text FROM "Cue" WHERE "eventId" = $1`,
    [ctx.event.id],
  );
  return new Map(rows.map(({ id, xmin }) => [id, xmin]));
}

async function panel() {
  const found = [...(await currentDraft(ctx)).sessions.values()].find(({ key }) => key === 'panel');
  if (found === undefined) throw new Error('no panel');
  return found;
}

/** The same as another process reads it. */
async function panelElsewhere() {
  const other = await createTestBench({ database: bench.database });
  const draft = await currentDraft({ ...ctx, services: other.services, db: other.services.prisma });
  await other.close();
  return [...draft.sessions.values()].find(({ key }) => key === 'panel');
}

async function edit(name: Parameters<typeof editProgram>[1], values: object) {
  const { id, version } = await panel();
  const edited = await editProgram(ctx, name, { sessionId: id, version, ...values });
  expect(await panelElsewhere()).toEqual(await panel());
  return edited;
}

test('a save writes the parts that changed, and no row is made anew', async () => {
  await edit('setItems', {
    items: ['One', 'Two', 'Three'].map((title) => ({ title: { en: title }, minutes: 10 })),
  });
  await edit('setCues', { cues: [{ text: 'Lights' }, { text: 'Doors' }] });
  const { items, appearances, cues } = await panel();
  const [one, two, three] = items;
  const [moderator, panelist] = appearances;
  if (!one || !two || !three || !moderator || !panelist) throw new Error('no parts');
  const all = await writtenBy();
  const same = async () => {
    const now = await writtenBy();
    return [...all].filter(([id, xmin]) => now.get(id) === xmin).map(([id]) => id);
  };

  // A move touches no part.
  await edit('moveSession', { startsAt: '2026-11-24T15:00:00+09:00' });
  expect(await same()).toEqual([...all.keys()]);

  // Two change places, one goes, one comes in its place.
  const reordered = await edit('setItems', {
    items: [two, one, { title: { en: 'Four' }, minutes: 5 }].map(({ title, minutes, ...own }) => ({
      ...own,
      title,
      minutes,
    })),
  });
  const left = await writtenBy();
  expect([left.has(one.id), left.has(two.id), left.has(three.id)]).toEqual([true, true, false]);

  // What is undone is as it was, ids included.
  await undoProgramEdit(ctx, { edit: reordered.number ?? 0 });
  expect((await panel()).items).toEqual(items);
  expect((await panelElsewhere())?.items).toEqual(items);

  // Two people change their parts, which keep their rows.
  const swapped = [
    { id: moderator.id, personId: panelist.personId, role: 'SPEAKER' },
    { id: panelist.id, personId: moderator.personId, role: 'SPEAKER' },
  ];
  await edit('setAppearances', { appearances: swapped });
  await edit('setAppearances', {
    appearances: swapped.map(({ id, role }, index) => ({ id, role, personId: swapped[1 - index]?.personId })),
  });
  expect((await panel()).appearances.map(({ id }) => id)).toEqual([moderator.id, panelist.id]);
  expect((await same()).filter((id) => cues.some((cue) => cue.id === id))).toEqual(cues.map(({ id }) => id));
});
