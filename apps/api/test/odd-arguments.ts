import { aReleasedEvent } from '@plenary/testing';
import {
  aDraft,
  callersIn,
  headersOf,
  openSubscription,
  operationsOf,
  type Opening,
  type Operation,
  type Scene,
  type TestApi,
} from '@plenary/testing/api';
import { deeds } from '@plenary/testing/nouns';
import fc from 'fast-check';
import { isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { z } from 'zod';
import { documentFor, merged, withText } from './hostile-trials.js';
import { oddValuesIn, type OddValue } from './odd-values.js';
import { argumentsWith } from './text-inputs.js';

const roots = ['Query', 'Event', 'Mutation', 'Subscription'] as const;

/** An argument of the schema, or a field or an item in one. */
interface BarePlace {
  readonly root: (typeof roots)[number];
  readonly field: Operation;
  /** Such as `input.items[].title`. */
  readonly path: string;
  /** The mutation whose input it belongs to: of a preview, the edit that is previewed. */
  readonly deed: string;
}

interface OddPlace extends BarePlace {
  readonly scene: Scene;
}

/** What came of the calls. */
export interface OddTally {
  readonly places: number;
  readonly values: number;
  /** How often each code was given; `answered` for none. */
  readonly codes: Map<string, number>;
  /** Answers that nobody may get: INTERNAL, none at all, or one that is no answer of GraphQL. */
  readonly wrong: string[];
}

function pathsIn(type: GraphQLInputType, path: string): string[] {
  if (isNonNullType(type)) return pathsIn(type.ofType, path);
  if (isListType(type)) return [path, ...pathsIn(type.ofType, `${path}[]`)];
  if (!isInputObjectType(type)) return [path];
  return [
    path,
    ...Object.values(type.getFields()).flatMap(({ type: of, name }) => pathsIn(of, `${path}.${name}`)),
  ];
}

/** Every place of every argument. */
function placesOf(api: TestApi): BarePlace[] {
  return roots.flatMap((root) =>
    operationsOf(api, root).flatMap((field) =>
      field.args
        .flatMap(({ type, name }) => pathsIn(type, name))
        .map((path) => {
          const [, edit = ''] = path.split(/\.|\[\]/);
          const deed = field.name === 'previewEdit' && deeds.has(edit) ? edit : field.name;
          return { root, field, path, deed };
        }),
    ),
  );
}

/** The places, in scenes in which their operations succeed. */
async function opened(api: TestApi, places: readonly BarePlace[]): Promise<OddPlace[]> {
  const ctx = await aReleasedEvent(api.operator);
  await aDraft(ctx);
  const callerOf = await callersIn(api, ctx);
  const scenes = new Map<Opening, Promise<Scene>>();
  return Promise.all(
    places.map(async (place) => {
      const open = deeds.get(place.deed)?.open;
      if (open === undefined) return { ...place, scene: { api, ctx, caller: callerOf(place.field.name) } };
      const scene = scenes.get(open) ?? open(api);
      scenes.set(open, scene);
      return { ...place, scene: await scene };
    }),
  );
}

/** The mark in the place of which the odd value is sent. */
const mark = 'THE ODD VALUE';

function variablesAt({ field, path, deed, scene }: OddPlace, needed: object): string {
  const isPreview = field.name === 'previewEdit';
  const within = isPreview && deed !== field.name ? `input.${deed}` : 'input';
  const words = Object.keys(deeds.get(deed)?.texts ?? {}).map(
    (row) => [`${within}.${row}`, 'Plain words'] as const,
  );
  const given = argumentsWith(field, new Map([...words, [path, mark]]), scene.ctx.event.slug);
  const own = within === 'input' ? needed : { [deed]: needed };
  const whole = !deeds.has(deed) ? given : merged(given, { input: own });
  return JSON.stringify(withText(whole, path, mark));
}

const answer = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]),
});

/** @returns the codes of the answer's errors; throws where there was none */
async function codesOf(
  { root, field, scene }: OddPlace,
  variables: string,
  address: string,
): Promise<string[]> {
  const query = documentFor(scene, field);
  if (root === 'Subscription') {
    const subscribed = openSubscription(address, query, JSON.parse(variables), scene.caller);
    const first = await subscribed.next().catch((errors: unknown) => ({ errors }));
    await subscribed.close();
    return answer.parse(first).errors.map(({ extensions }) => extensions.code);
  }
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headersOf(scene.caller) },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return answer.parse(await response.json()).errors.map(({ extensions }) => extensions.code);
}

/** What of all that there is. */
interface Draw {
  readonly seed: number;
  /** How many places; null for all. */
  readonly places: number | null;
  /** How many values each of them gets. */
  readonly values: number;
}

/** Sends odd values to places of the schema, over real connections. */
export async function tryOddArguments(api: TestApi, address: string, draw: Draw): Promise<OddTally> {
  const all = placesOf(api);
  const places = await opened(api, draw.places === null ? all : drawn(all, draw.places, draw.seed));
  const tally: OddTally = { places: places.length, values: draw.values, codes: new Map(), wrong: [] };
  const groups = [...Map.groupBy(places, ({ scene }) => scene).entries()];
  await Promise.all(
    groups.map(async ([scene, group]) => {
      const values = await oddValuesIn(scene);
      for (const [number, place] of group.entries())
        await tryAt(place, drawn(values, draw.values, draw.seed + number), address, tally);
    }),
  );
  return tally;
}

function drawn<Value>(from: readonly Value[], count: number, seed: number): Value[] {
  const lengths = { minLength: count, maxLength: count };
  const [found = []] = fc.sample(fc.shuffledSubarray([...from], lengths), { numRuns: 1, seed });
  return found;
}

async function tryAt(
  first: OddPlace,
  values: readonly OddValue[],
  address: string,
  tally: OddTally,
): Promise<void> {
  const { root, field, path, deed } = first;
  let place = await readied(first);
  for (const { what, json } of values) {
    const variables = place.variables.replace(JSON.stringify(mark), () => json);
    const codes = await codesOf(place, variables, address).catch((error: unknown) => [
      `no answer: ${String(error)}`,
    ]);
    for (const code of codes.length === 0 ? ['answered'] : new Set(codes))
      tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
    if (codes.some((code) => code === 'INTERNAL' || code.startsWith('no answer')))
      tally.wrong.push(`${field.name} ${path}: ${what}: ${codes.join()}`);
    if (codes.length > 0 || root !== 'Mutation') continue;
    // An account and an event have only so many of some things.
    if (field.name === deed) await deeds.get(deed)?.stored?.(place.scene);
    place = await readied(place);
  }
}

/** The place with the variables of a call that would succeed but for the mark. What can be done once has a new scene. */
async function readied(place: OddPlace): Promise<OddPlace & { readonly variables: string }> {
  const deed = deeds.get(place.deed);
  if (deed === undefined) return { ...place, variables: variablesAt(place, {}) };
  try {
    return { ...place, variables: variablesAt(place, await deed.input(place.scene)) };
  } catch {
    const scene = await deed.open(place.scene.api);
    return { ...place, scene, variables: variablesAt({ ...place, scene }, await deed.input(scene)) };
  }
}

/** What a tally says in a line. */
export function toldOf({ places, values, codes }: OddTally): string {
  const counts = [...codes].toSorted().map(([code, count]) => `${String(count)} × ${code}`);
  const calls = [...codes.values()].reduce((sum, count) => sum + count, 0);
  return `odd arguments: ${String(places)} places, ${String(values)} values, ${String(calls)} answers: ${counts.join(', ')}`;
}
