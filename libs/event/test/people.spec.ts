import { randomUUID } from 'node:crypto';
import { insertPeople, releaseTopic } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { editProgram, programAsFile, programJson, publicRelease } from '@plenary/program';
import { aReleasedEvent, publishedTopicsOf, createTestBench, type TestBench } from '@plenary/testing';
import { createPerson, updatePerson } from '../src/operations/edit-person.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

async function draftVersion(ctx: EventCtx): Promise<number> {
  return (await ctx.db.programDraft.findUniqueOrThrow({ where: { eventId: ctx.event.id } })).version;
}

async function releaseBytes(ctx: EventCtx): Promise<string | undefined> {
  const release = await publicRelease(ctx.services, ctx.event, null);
  return release === null ? undefined : programJson(release).etag;
}

/** Adds a person. @returns their id */
async function addPerson(ctx: EventCtx, key: string): Promise<string> {
  const person = { key, familyName: { en: 'Guest' }, nameOrder: 'GIVEN_FIRST', clientKey: randomUUID() };
  return (await createPerson(ctx, person)).id;
}

test('1,000 people without a part leave the draft, its version and the kept release alone', async () => {
  const ctx = await aReleasedEvent(bench.operator);
  const [version, bytes] = [await draftVersion(ctx), await releaseBytes(ctx)];
  const published = publishedTopicsOf(ctx.services);
  const personId = await addPerson(ctx, 'guest');
  await insertPeople(
    ctx,
    Array.from({ length: 999 }, (_guest, number) => ({
      key: `guest-${String(number)}`,
      familyName: { en: 'Guest' },
      nameOrder: 'GIVEN_FIRST' as const,
    })),
  );
  await updatePerson(ctx, { personId, version: 1, familyName: { en: 'Visitor' } });
  const { id } = await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'smith' } });
  expect([await draftVersion(ctx), await releaseBytes(ctx), published]).toEqual([version, bytes, []]);
  await updatePerson(ctx, { personId: id, version: 1, familyName: { en: 'Smythe' } });
  expect([await draftVersion(ctx), published]).toEqual([version + 1, [releaseTopic(ctx.event.id)]]);
});

test('whoever gets a part is in the draft, by the name they have then, and goes with the last part', async () => {
  const ctx = await aReleasedEvent(bench.operator);
  const personId = await addPerson(ctx, 'guest');
  const panel = await ctx.db.session.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'panel' } });
  const appear = (version: number, personIds: string[]) =>
    editProgram(ctx, 'setAppearances', {
      sessionId: panel.id,
      version,
      appearances: personIds.map((one) => ({ personId: one, role: 'SPEAKER' })),
    });
  const named = async (draft: { readonly people: ReadonlyMap<string, { familyName: object }> }) =>
    Promise.resolve(draft.people.get(personId)?.familyName);

  expect(await named((await appear(1, [personId])).draft)).toEqual({ en: 'Guest' });
  expect(await named((await appear(2, [])).draft)).toBeUndefined();
  await updatePerson(ctx, { personId, version: 1, familyName: { en: 'Speaker' } });
  const back = await appear(3, [personId]);
  expect(await named(back.draft)).toEqual({ en: 'Speaker' });
  const before = await draftVersion(ctx);
  await updatePerson(ctx, { personId, version: 2, familyName: { en: 'Chair' } });
  expect(await draftVersion(ctx)).toBe(before + 1);
  const file = await programAsFile(ctx);
  expect(file.sessions?.find(({ key }) => key === 'panel')?.appearances).toMatchObject([{ person: 'guest' }]);
});
