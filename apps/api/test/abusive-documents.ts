/** A document that no client of ours sends, by what it tries. */
export interface AbusiveDocument {
  readonly name: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** `outer` around itself, `depth` times, with `inner` in the middle. */
const nested = (outer: string, depth: number, inner: string): string =>
  `${`${outer} { `.repeat(depth)}${inner}${' }'.repeat(depth)}`;

const inEvent = (selection: string): string => `{ event(slug: "x") { ${selection} } }`;
const fragments = (count: number, use: (index: number) => string, on = 'Event'): string =>
  times(count, (index) => `fragment F${String(index)} on ${on} { ${use(index)} }`);

const sizes = [40, 100, 300, 1_000, 5_000];

/** At least sixty, of every kind that is known to hurt a GraphQL server. */
export const abusiveDocuments: readonly AbusiveDocument[] = [
  ...sizes.flatMap((count) => [
    {
      name: `${String(count)} aliases of a root field`,
      query: `{ ${times(count, (n) => `a${String(n)}: events { slug }`)} }`,
    },
    { name: `${String(count)} aliases below`, query: inEvent(times(count, (n) => `a${String(n)}: slug`)) },
    {
      name: `${String(count)} unknown directives on a field`,
      query: `{ __typename ${times(count, () => '@aa')} }`,
    },
    {
      name: `${String(count)} known directives`,
      query: `{ __typename ${times(count, () => '@include(if: true)')} }`,
    },
    { name: `${String(count)} levels of events`, query: `{ ${nested('events', count, 'slug')} }` },
    {
      name: `${String(count)} levels of inline fragments around unknown fields`,
      query: inEvent(nested('... on Event', count, 'nothing')),
    },
    {
      name: `${String(count)} operations of which none is named`,
      query: times(count, (n) => `query Q${String(n)} { __typename }`),
    },
    {
      name: `${String(count)} variables that nobody uses`,
      query: `query (${times(count, (n) => `$v${String(n)}: Int`)}) { __typename }`,
    },
    {
      name: `${String(count)} arguments that do not exist`,
      query: `{ event(${times(count, (n) => `a${String(n)}: 1`)}) { slug } }`,
    },
  ]),
  ...[500, 1_000, 3_000].map((count) => ({
    name: `a field ${String(count)} times`,
    query: `{ ${times(count, () => '__typename')} }`,
  })),
  ...[11, 15, 20].map((count) => ({
    name: `a tree of ${String(count)} fragments that doubles at each level`,
    query: `{ ...G0 } ${times(count, (n) => `fragment G${String(n)} on Query { a: event(slug: "x") { id } ...G${String(n + 1)} b${String(n)}: events { slug } ...G${String(n + 1)} }`)} fragment G${String(count)} on Query { ${times(30, (n) => `c${String(n)}: events { slug }`)} }`,
  })),
  ...[2, 10, 50].map((count) => ({
    name: `a ring of ${String(count)} fragments`,
    query: `${inEvent('...F0')} ${fragments(count, (n) => `slug ...F${String((n + 1) % count)}`)}`,
  })),
  { name: 'a fragment inside itself', query: `${inEvent('...F0')} fragment F0 on Event { ...F0 }` },
  { name: 'a fragment that is not there', query: inEvent('...Nowhere') },
  { name: 'a hundred fragments that nobody uses', query: `{ __typename } ${fragments(100, () => 'slug')}` },
  { name: 'the whole schema', query: '{ __schema { types { name fields { name } } } }' },
  {
    name: 'types inside types',
    query: '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
  },
  { name: 'a page of a million', query: inEvent('people(first: 1000000) { nodes { key } }') },
  {
    name: 'a page of a million by a variable, many times over',
    query: `query ($n: Int!) { ${times(25, (n) => `a${String(n)}: event(slug: "x") { people(first: $n) { nodes { key } } }`)} }`,
    variables: { n: 1_000_000 },
  },
  {
    name: 'lists inside lists',
    query:
      inEvent(
        'questions { answers { person { key } words { turn } } addressees { key } } program { sessions { appearances { person { displayName } } items { appearances { person { displayName } } } } changes { kind } }',
      ).repeat(1) +
      ` # ${times(30, () => 'x')}`.repeat(0) +
      ' { __typename }',
  },
  {
    name: 'a number that no integer holds',
    query: inEvent('people(first: 99999999999999999999) { nodes { key } }'),
  },
  { name: 'a string without end', query: '{ event(slug: "x' },
  { name: 'a block string without end', query: '{ event(slug: """x' },
  { name: 'braces without end', query: '{'.repeat(10_000) },
  { name: 'lists without end', query: `{ event(slug: ${'['.repeat(3_000)}` },
  { name: 'nothing', query: '' },
  { name: 'control characters', query: '\u0000\u0001\u0002' },
  { name: 'no GraphQL', query: 'SELECT * FROM "Account"' },
  { name: 'a mutation by GET words', query: 'mutation { nothing }' },
  {
    name: 'a subscription to two things',
    query:
      'subscription { a: programReleased(event: "x") { release } b: programReleased(event: "x") { release } }',
  },
  { name: 'a comma flood', query: `{ __typename ${','.repeat(60_000)} nothing }` },
  {
    name: 'a slug of 90,000 characters with a field that is not there',
    query: `{ event(slug: "${'x'.repeat(90_000)}") { nothing } }`,
  },
];
