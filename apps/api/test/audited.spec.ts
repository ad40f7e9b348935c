import { publishedTopicsOf } from '@plenary/testing';
import {
  operationsOf,
  startTestApi,
  type Deed,
  type Opening,
  type Scene,
  type TestApi,
} from '@plenary/testing/api';
import { deeds } from '@plenary/testing/nouns';
import type { GraphQLField } from 'graphql';
import { z } from 'zod';
import { call, merged } from './hostile-trials.js';
import { argumentsWith } from './text-inputs.js';

/**
 * No silent change (design: house.md 8): each mutation of the schema is done once, and once more with what then stands.
 * One that changes something leaves a fact of its event, and tells who shows it; one that changes nothing leaves nothing.
 */

let api: TestApi;
let heard: string[] = [];
const scenes = new Map<Opening, Promise<Scene>>();
const counts = { facts: 0, answered: 0, refused: 0, unaudited: 0, published: 0 };

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  heard = publishedTopicsOf(api.services);
});
afterAll(async () => {
  console.log(
    `facts: ${String(deeds.size)} mutations left ${String(counts.facts)} facts, ${String(counts.published)} of them published topics; ` +
      `a repeat left none: ${String(counts.answered)} answered, ${String(counts.refused)} refused; ${String(counts.unaudited)} need none`,
  );
  await api.close();
});

/** What these want stands already when they are repeated, so that they are answered. */
const isSetting =
  /^(?:update|set(?!Photograph)|assign|waive|schedule|move|confirmAppearance|declineAppearance)/;

test('every mutation has its scene, and none is left that is no more', () => {
  expect([...deeds.keys()].toSorted()).toEqual(
    operationsOf(api, 'Mutation')
      .map(({ name }) => name)
      .toSorted(),
  );
});

type Values = Readonly<Record<string, unknown>>;

function inputOf(field: GraphQLField<unknown, unknown>, slug: string, needed: object): Values {
  const texts = Object.keys(deeds.get(field.name)?.texts ?? {});
  const words = new Map(texts.map((place) => [`input.${place}`, `Words of ${field.name}`]));
  const given = argumentsWith(field, words, slug);
  return field.args.length === 0 ? {} : merged(given, { input: needed });
}

const versioned = z.object({ input: z.looseObject({ version: z.int() }) });

/** The same values, with the version that the first call has made. */
async function repeated(variables: Values, { again }: Deed, scene: Scene): Promise<Values> {
  const { success, data } = versioned.safeParse(variables);
  const next = success ? merged(variables, { input: { version: data.input.version + 1 } }) : variables;
  return again === undefined ? next : merged(next, { input: await again(scene) });
}

interface Fact {
  readonly id: string;
  readonly eventId: string | null;
  readonly action: string;
}

/** What a call leaves behind. */
async function traceOf(work: () => Promise<{ readonly codes: string[] }>) {
  const { prisma } = api.services;
  const read = async (): Promise<Fact[]> =>
    prisma.auditEntry.findMany({ select: { id: true, eventId: true, action: true } });
  const known = new Set((await read()).map(({ id }) => id));
  const edits = await prisma.programEdit.count();
  heard.length = 0;
  const { codes } = await work();
  const facts = (await read()).filter(({ id }) => !known.has(id));
  const topics = heard.filter((topic) => topic !== 'outbox');
  return { codes, facts, topics, edits: (await prisma.programEdit.count()) - edits };
}

test.each([...deeds.keys()].toSorted())('%s', async (name) => {
  const deed = deeds.get(name);
  const field = operationsOf(api, 'Mutation').find((one) => one.name === name);
  if (deed === undefined || field === undefined) throw new Error(`there is no ${name}`);
  const opened = scenes.get(deed.open) ?? deed.open(api);
  scenes.set(deed.open, opened);
  const scene = await opened;
  const { slug, id: eventId } = scene.ctx.event;
  const variables = inputOf(field, slug, await deed.input(scene));
  const first = await traceOf(() => call(scene, field, variables));
  expect(first.codes).toEqual([]);

  const declared = api.api.declarations.find((one) => one.field === name && one.type === 'Mutation');
  if (declared?.unaudited !== null) {
    counts.unaudited += 1;
    expect([first.facts, first.topics, first.edits]).toEqual([[], [], 0]);
    return;
  }
  counts.facts += first.facts.length;
  expect(first.facts.length).toBeGreaterThan(0);
  const isOfEvent = z.object({ input: z.object({ event: z.literal(slug) }) }).safeParse(variables).success;
  if (isOfEvent) expect(new Set(first.facts.map((fact) => fact.eventId))).toEqual(new Set([eventId]));
  if (first.topics.length > 0) counts.published += 1;
  expect([first.topics, deed.isFollowedByNobody === true]).toEqual([first.topics, first.topics.length === 0]);

  if (deed.isNewEachTime) return;
  const next = await repeated(variables, deed, scene);
  const second = await traceOf(() => call(scene, field, next));
  counts[second.codes.length === 0 ? 'answered' : 'refused'] += 1;
  if (isSetting.test(name)) expect(second.codes).toEqual([]);
  expect([second.facts.map(({ action }) => action), second.topics, second.edits]).toEqual([[], [], 0]);
});
