import {
  operationsOf,
  type Answer,
  type Deed,
  type Operation,
  type Scene,
  type TestApi,
  type TextField,
} from '@plenary/testing/api';
import { deeds } from '@plenary/testing/nouns';
import { getNamedType, isLeafType, type GraphQLArgument } from 'graphql';
import { z } from 'zod';
import { argumentsWith, textPlaces, type TextPlace } from './text-inputs.js';

/** A place of an operation, and the field of its mutation's `texts` that it should be if it takes free text. */
export interface Place extends TextPlace {
  readonly field: Operation;
  /** A preview takes what the edit itself takes. */
  readonly operation: string;
  readonly row: string;
}

export function placesOf(field: Operation): Place[] {
  return textPlaces(field).map((place) => {
    const [, ...parts] = place.path.split('.');
    const operation = field.name === 'previewEdit' ? (parts.shift() ?? '') : field.name;
    return { ...place, field, operation, row: parts.join('.') };
  });
}

export function textFieldAt({ operation, row }: Place): TextField | undefined {
  return deeds.get(operation)?.texts?.[row];
}

export type TextPlaceIn = Place & { readonly takes: TextField };

/** A mutation that takes texts. */
type TextDeed = Deed & Required<Pick<Deed, 'texts' | 'stored'>>;

function takesTexts(deed: Deed): deed is TextDeed {
  return deed.texts !== undefined && deed.stored !== undefined;
}

/** Fields that are tried together: those of an operation, or of one edit in a preview. */
export interface Trial {
  readonly field: Operation;
  readonly edit: string;
  readonly isPreview: boolean;
  readonly operation: TextDeed;
  readonly places: readonly TextPlaceIn[];
  readonly scene: Scene;
}

/** A trial of every field that takes free text, by the event in which it is: a preview is in that of its edit. */
export async function openTrials(api: TestApi): Promise<Trial[][]> {
  const scenes = new Map<Deed, Scene>();
  const trials: Trial[] = [];
  for (const field of operationsOf(api, 'Mutation')) {
    for (const [edit, all] of Map.groupBy(placesOf(field), (place) => place.operation)) {
      const operation = deeds.get(edit);
      const places = all.flatMap((place) => {
        const takes = textFieldAt(place);
        return takes === undefined ? [] : [{ ...place, takes }];
      });
      if (operation === undefined || !takesTexts(operation) || places.length === 0) continue;
      const scene = scenes.get(operation) ?? (await operation.open(api));
      scenes.set(operation, scene);
      trials.push({ field, edit, isPreview: field.name === 'previewEdit', operation, places, scene });
    }
  }
  return [...Map.groupBy(trials, ({ scene }) => scene).values()];
}

/**
 * Sends texts to their places in a trial.
 * @param needed what else the operation needs
 */
export function sendTexts(
  { field, edit, isPreview, scene }: Trial,
  texts: ReadonlyMap<string, string>,
  needed: object,
): ReturnType<typeof call> {
  const given = argumentsWith(field, texts, scene.ctx.event.slug);
  return call(scene, field, merged(given, { input: isPreview ? { [edit]: needed } : needed }));
}

/** What a refusal calls a place: `items[].title` is `items[0].title.en`. A preview calls it as the edit does. */
export function refusedPath(place: Place): string {
  const { row, type } = place;
  const told = textFieldAt(place)?.told;
  if (told !== undefined) return told;
  const own = row.replaceAll('[]', '[0]');
  return type === 'LocalText' ? `${own}.en` : own;
}

/** A document that calls an operation or asks for a field of the event, and for as little of it as can be. */
export function documentFor({ api, ctx }: Scene, field: Operation): string {
  const root = rootOf(api, field);
  const listed = (of: (argument: GraphQLArgument) => string): string =>
    field.args.length === 0 ? '' : `(${field.args.map(of).join(', ')})`;
  const declared = listed(({ name, type }) => `$${name}: ${type.toString()}`);
  const passed = listed(({ name }) => `${name}: $${name}`);
  const wanted = field.name === 'previewEdit' ? '{ changes { after } }' : '{ __typename }';
  const asked = `${field.name}${passed} ${isLeafType(getNamedType(field.type)) ? '' : wanted}`;
  return root === 'Event'
    ? `query Hostile${declared} { event(slug: "${ctx.event.slug}") { ${asked} } }`
    : `${root.toLowerCase()} Hostile${declared} { ${asked} }`;
}

const roots = ['Mutation', 'Query', 'Subscription', 'Event'] as const;

function rootOf(api: TestApi, field: Operation): string {
  return roots.find((root) => operationsOf(api, root).some(({ name }) => name === field.name)) ?? '';
}

/** Does as the document says. */
export async function call(
  scene: Scene,
  field: Operation,
  variables: Readonly<Record<string, unknown>>,
): Promise<Pick<Answer, 'codes' | 'extensions' | 'data'>> {
  const { api, caller } = scene;
  const document = documentFor(scene, field);
  if (rootOf(api, field) !== 'Subscription') return api.graphql(document, { ...variables }, caller);
  const subscribed = await api.subscribe(document, { ...variables }, caller);
  const { errors = [] } = await subscribed.next().catch((thrown: unknown) => told.parse({ errors: thrown }));
  await subscribed.close();
  return { codes: errors.map(({ extensions }) => extensions?.code ?? ''), extensions: {}, data: null };
}

/** What refuses a subscription is thrown as a list. */
const told = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }).optional() })),
});

type Values = Readonly<Record<string, unknown>>;

/** Both, item by item; where both have a value, the second's. */
export function merged(below: Values, above: Values): Record<string, unknown> {
  const both = (first: unknown, second: unknown): unknown => {
    if (Array.isArray(first) && Array.isArray(second))
      return second.map((value: unknown, place) => both(first[place], value));
    if (isValues(first) && isValues(second)) return merged(first, second);
    return second === undefined ? first : second;
  };
  const names = Object.keys({ ...below, ...above });
  return Object.fromEntries(names.map((name) => [name, both(below[name], above[name])]));
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same with another text at a place, which it has. */
export function withText(values: Values, path: string, text: string): Record<string, unknown> {
  const put = (value: unknown, [part, ...rest]: readonly string[]): unknown => {
    if (part === undefined) return text;
    if (part === '[]') return [put(Array.isArray(value) ? value[0] : undefined, rest)];
    return isValues(value) ? { ...value, [part]: put(value[part], rest) } : { [part]: put(undefined, rest) };
  };
  const whole = put(values, partsOf(path));
  return isValues(whole) ? { ...whole } : {};
}

function partsOf(path: string): string[] {
  return path.split(/\.|(?=\[\])/);
}

/** What stands at a place of a row: a text, or one per language, of which the English one. */
export function textAt(row: unknown, place: string): unknown {
  const found = partsOf(place).reduce<unknown>((value, part) => {
    if (part === '[]') return Array.isArray(value) ? value[0] : undefined;
    return isValues(value) ? value[part] : undefined;
  }, row);
  return isValues(found) ? found['en'] : found;
}
