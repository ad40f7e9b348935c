import { randomUUID } from 'node:crypto';
import { Refusal, enterEvent, type EventCtx } from '@plenary/platform';
import { aReleasedEvent, createTestBench, type TestBench } from '@plenary/testing';
import { aCategory, aRegistration } from '@plenary/testing/api';
import fc from 'fast-check';
import { acceptOffer, cancelRegistration, changeMode, confirmAddress } from '../src/operations/change-own.js';
import { decideRegistrations } from '../src/operations/decide-registrations.js';
import { raiseQuota } from '../src/operations/raise-quota.js';
import { saveCategory } from '../src/operations/save-category.js';
import { tend } from '../src/operations/tend-registrations.js';
import { LineModel, modes, type Guest, type Mode } from './line-model.js';

const runs = 20;
const hour = 3_600_000;
const start = Date.parse('2026-11-01T09:00:00Z');

/** A step: numbers that are turned into what somebody does with what is there when it comes. */
interface Step {
  readonly kind: number;
  readonly guest: number;
  readonly mode: Mode;
  readonly by: number;
}

const sequences = fc.record({
  places: fc.nat(3),
  isReviewed: fc.boolean(),
  autoAccept: fc.boolean(),
  steps: fc.array(
    fc.record({
      kind: fc.nat(19),
      guest: fc.nat(20),
      mode: fc.constantFrom(...modes),
      by: fc.nat(2),
    }),
    { minLength: 8, maxLength: 30 },
  ),
});

const step = (kind: number, guest: number, by = 0): Step => ({ kind, guest, mode: 'ON_SITE', by });
const offeredThenConfirmedByStaff = {
  ...{ places: 1, isReviewed: false, autoAccept: false },
  // Three come, the first gives up, the second is offered the place, and staff confirm it for them.
  steps: [step(0, 0), step(0, 0), step(0, 0), step(7, 0), step(17, 1)],
};

let bench: TestBench;
let now = start;

beforeAll(async () => {
  bench = await createTestBench({ clock: true });
});
afterAll(() => bench.close());

/** The category of a sequence beside its model. */
interface Scene {
  readonly ctx: EventCtx;
  readonly categoryId: string;
  readonly model: LineModel;
  /** The registrations of the model's guests. */
  readonly ids: string[];
}

/** What came of an operation: `ok`, or the code of its refusal. */
async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** As the holder of the registration's link. */
function owner(ctx: EventCtx, subjectId: string): EventCtx {
  const link = { kind: 'link', purpose: 'REGISTRATION', eventId: ctx.event.id } as const;
  return enterEvent({ ...ctx, actor: { ...link, subjectId, linkId: randomUUID() } }, ctx.event);
}

async function registers({ ctx, categoryId, model, ids }: Scene, mode: Mode): Promise<void> {
  model.register(mode);
  const id = await aRegistration(ctx, categoryId, { mode });
  ids.push(id);
  // What nobody proves is freed by the clock: another rule than that of the line.
  await confirmAddress(owner(ctx, id), {});
}

/** Does a step to both. @returns what came of it in the model, and in truth */
async function take(scene: Scene, { kind, guest: number, mode, by }: Step): Promise<readonly string[]> {
  const { ctx, categoryId, model, ids } = scene;
  const index = number % Math.max(1, ids.length);
  const [guest, id] = [model.guests[index], ids[index]];
  if (kind <= 6 || guest === undefined || id === undefined) {
    await registers(scene, mode);
    return [];
  }
  const { version } = await ctx.db.registration.findFirstOrThrow({ where: { id } });
  const own = owner(ctx, id);
  if (kind <= 9)
    return [model.cancel(guest, now), await outcomeOf(() => cancelRegistration(own, { version }))];
  if (kind <= 11)
    return [model.changeMode(guest, mode, now), await outcomeOf(() => changeMode(own, { version, mode }))];
  if (kind <= 13) return [model.accept(guest), await outcomeOf(() => acceptOffer(own, { version }))];
  if (kind === 14) {
    now += 49 * hour;
    bench.setTime(new Date(now).toISOString());
    model.lapse(now);
    await tend(bench.operator);
    return [];
  }
  if (kind === 15) {
    const places = model.places[mode] + 1 + by;
    const values = { categoryId, mode, places, reason: 'A larger room' };
    return [model.setPlaces(mode, places, now), await outcomeOf(() => raiseQuota(ctx, values))];
  }
  if (kind === 16) return lower(scene, mode, Math.max(0, model.places[mode] - by));
  return decide(scene, guest, id, (['CONFIRM', 'DECLINE', 'CANCEL'] as const)[by] ?? 'CONFIRM');
}

async function lower({ ctx, categoryId, model }: Scene, mode: Mode, places: number) {
  const stands = await ctx.db.registrationCategory.findFirstOrThrow({ where: { id: categoryId } });
  const { key, version, approval, autoAccept } = stands;
  const quotas = modes.map((one) => ({ mode: one, places: one === mode ? places : model.places[one] }));
  const values = { categoryId, key, version, approval, autoAccept, quotas, name: { en: 'Guests' } };
  return [model.setPlaces(mode, places, now), await outcomeOf(() => saveCategory(ctx, values))];
}

async function decide(
  { ctx, model }: Scene,
  guest: Guest,
  id: string,
  decision: 'CONFIRM' | 'DECLINE' | 'CANCEL',
) {
  const values = { registrationIds: [id], decision, reason: 'As the board decided' };
  return [model.decide(guest, decision, now), await outcomeOf(() => decideRegistrations(ctx, values))];
}

/** All that both must agree on: what became of each, who waits in which order, and what the quotas count. */
function told({ model, ids }: Scene) {
  return {
    guests: model.guests.map(({ state, mode }) => `${state} ${mode}`),
    lines: modes.map((mode) => model.line(mode).map((guest) => ids[model.guests.indexOf(guest)])),
    quotas: modes.map((mode) => [model.places[mode], model.held(mode), model.line(mode).length]),
  };
}

async function stored({ ctx, categoryId, ids }: Scene): Promise<ReturnType<typeof told>> {
  const rows = await ctx.db.registration.findMany({ where: { categoryId }, orderBy: { lineNumber: 'asc' } });
  const quotas = await ctx.db.quota.findMany({ where: { categoryId }, orderBy: { mode: 'asc' } });
  return {
    guests: ids
      .map((id) => rows.find((row) => row.id === id))
      .map((row) => `${String(row?.state)} ${String(row?.mode)}`),
    lines: modes.map((mode) =>
      rows.filter((row) => row.state === 'WAITLISTED' && row.mode === mode).map(({ id }) => id),
    ),
    quotas: quotas.map(({ places, held, waiting }) => [places ?? Number.NaN, held, waiting]),
  };
}

test('whatever comes in whatever order, states, lines and counts are those of a plain queue', async () => {
  const ctx = await aReleasedEvent(bench.operator);
  await ctx.sql.count`UPDATE "Event" SET "startsOn" = '2200-01-01', "endsOn" = '2200-01-01'`;
  const outcomes: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(sequences, async ({ places, isReviewed, autoAccept, steps }) => {
      const approval = isReviewed ? 'REVIEW' : 'AUTO';
      const categoryId = await aCategory(ctx, { places, online: places, approval, autoAccept });
      const scene = { ctx, categoryId, model: new LineModel(places, isReviewed, autoAccept), ids: [] };
      for (const step of steps) {
        now += 1_000;
        bench.setTime(new Date(now).toISOString());
        const [expected = 'ok', came = 'ok'] = await take(scene, step);
        expect(came).toBe(expected);
        expect(await stored(scene)).toEqual(told(scene));
        outcomes[came] = (outcomes[came] ?? 0) + 1;
      }
    }),
    { numRuns: runs, seed: 20_261_124, examples: [[offeredThenConfirmedByStaff]] },
  );
  expect(Object.keys(outcomes).sort()).toEqual(['CONFLICT', 'ok']);
}, 180_000);
