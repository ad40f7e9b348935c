import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** A place of an operation's arguments where a text is given. */
export interface TextPlace {
  /** Such as `input.items[].title`; of a text per language without its list. */
  readonly path: string;
  readonly type: 'String' | 'ID' | 'LocalText';
}

type Arguments = Pick<GraphQLField<unknown, unknown>, 'args'>;
type Input = Pick<GraphQLArgument, 'name' | 'type'>;

/** Every place where an operation takes a text or an id, nested inputs included. */
export function textPlaces({ args }: Arguments): TextPlace[] {
  return args.flatMap(({ name, type }) => placesIn(type, name));
}

function placesIn(type: GraphQLInputType, path: string): TextPlace[] {
  if (isNonNullType(type)) return placesIn(type.ofType, path);
  const named = getNamedType(type);
  const place = isListType(type) ? `${path}[]` : path;
  if (named.name === 'LocalTextInput')
    return [
      { path, type: 'LocalText' },
      { path: `${place}.language`, type: 'String' },
    ];
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((field) =>
      placesIn(field.type, `${place}.${field.name}`),
    );
  return named.name === 'String' || named.name === 'ID' ? [{ path: place, type: named.name }] : [];
}

const absent = '01a20cac-0000-7000-8000-000000000000';
const samples: Readonly<Record<string, unknown>> = {
  ID: absent,
  Int: 1,
  Boolean: true,
  DateTime: '2026-11-24T00:00:00Z',
  String: 'Plain words',
};

/**
 * Arguments that the schema takes: texts in their places, and around them samples of what is required.
 * @param slug of the event
 */
export function argumentsWith(
  { args }: Arguments,
  texts: ReadonlyMap<string, string>,
  slug: string,
): Record<string, unknown> {
  const isGiven = (path: string): boolean =>
    [...texts.keys()].some((key) => key === path || key.startsWith(`${path}.`) || key.startsWith(`${path}[`));
  const objectOf = (fields: readonly Input[], path: string): Record<string, unknown> =>
    Object.fromEntries(
      fields
        .map(({ name, type }) => [name, valueOf(type, `${path}${name}`, false)])
        .filter(([, value]) => value !== undefined),
    );
  const valueOf = (type: GraphQLInputType, path: string, isRequired: boolean): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType, path, true);
    if (!isRequired && !isGiven(path)) return undefined;
    if (getNamedType(type).name === 'LocalTextInput')
      return [
        { language: texts.get(`${path}[].language`) ?? 'en', text: texts.get(path) ?? samples['String'] },
      ];
    if (isListType(type)) return [valueOf(type.ofType, `${path}[]`, true)];
    if (isInputObjectType(type)) return objectOf(Object.values(type.getFields()), `${path}.`);
    if (isEnumType(type)) return type.getValues()[0]?.name;
    const [, name = ''] = /(\w+)(?:\[\])?$/.exec(path) ?? [];
    const known: Readonly<Record<string, string>> = { event: slug, slug, language: 'en' };
    return texts.get(path) ?? known[name] ?? samples[type.name];
  };
  return objectOf(args, '');
}
