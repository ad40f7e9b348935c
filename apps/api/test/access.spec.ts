import type { EventCtx } from '@plenary/platform';
import { rolePermissions, roles, type Role } from '@plenary/platform/access';
import type { Declaration } from '@plenary/platform/graphql';
import { aReleasedEvent, anEvent } from '@plenary/testing';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { startTestApi, type TestApi } from './kit.js';

/**
 * The matrix of every operation × role × own or other event, made from the declarations themselves: whoever holds the
 * permission passes the door (whatever the operation then says to nonsense input), everybody else is refused by it.
 */

let api: TestApi;
let own: EventCtx;
let other: EventCtx;
const cookies = new Map<string, string>();

const nobody = 'NOBODY';
const stranger = 'STRANGER';
type Who = Role | typeof nobody | typeof stranger;
const everybody: readonly Who[] = [...roles, nobody, stranger];

beforeAll(async () => {
  api = await startTestApi();
  own = await aReleasedEvent(api.operator);
  other = await anEvent(api.operator);
  for (const role of roles) cookies.set(role, await api.signedIn(role, role === 'ADMIN' ? null : own));
  // Has an account, and a role in neither event.
  cookies.set(nobody, await api.signedIn('VIEWER', await anEvent(api.operator)));
});
afterAll(() => api.close());

function may(who: Who, permission: string, inOwn: boolean): boolean {
  if (who === stranger) return false;
  if (permission === 'account') return true;
  if (who === nobody) return false;
  if (who !== 'ADMIN' && !inOwn) return false;
  const held: readonly string[] = rolePermissions[who];
  return held.includes(permission);
}

/** A value that the schema takes; of an event's row, one that is not there. */
function sample(type: GraphQLInputType, name: string, slug: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name, slug);
  if (isListType(type)) return [sample(type.ofType, name, slug)];
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, sample(field.type, field.name, slug)]));
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (name === 'event' || name === 'slug') return slug;
  const absent = '01a20cac-0000-7000-8000-000000000000';
  return (
    { ID: absent, Int: 1, Float: 1, Boolean: true, DateTime: '2026-11-24T00:00:00Z' }[type.toString()] ?? 'x'
  );
}

interface Probe {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** The smallest document that asks for a field. */
function probe(schema: GraphQLSchema, { type, field }: Declaration, slug: string): Probe | null {
  const parent = schema.getType(type);
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined;
  if (definition === undefined) throw new Error(`The schema has no ${type}.${field}`);
  const required = definition.args.filter((argument) => isNonNullType(argument.type));
  const variables = Object.fromEntries(
    required.map((argument) => [argument.name, sample(argument.type, argument.name, slug)]),
  );
  const selection = isLeafType(getNamedType(definition.type)) ? '' : '{ __typename }';
  const call = `${field}${callArguments(required)} ${selection}`;
  if (type === 'Query' || type === 'Mutation' || type === 'Subscription') {
    return { document: `${type.toLowerCase()} Probe${declare(required)} { ${call} }`, variables };
  }
  if (type !== 'Event') return null;
  return {
    document: `query Probe($slug: String!${required.map((argument) => `, $${argument.name}: ${argument.type.toString()}`).join('')}) { event(slug: $slug) { ${call} } }`,
    variables: { ...variables, slug },
  };
}

function declare(list: readonly GraphQLArgument[]): string {
  return list.length === 0
    ? ''
    : `(${list.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ')})`;
}

function callArguments(list: readonly GraphQLArgument[]): string {
  return list.length === 0 ? '' : `(${list.map(({ name }) => `${name}: $${name}`).join(', ')})`;
}

/** The codes by which the door refuses; what an operation says to nonsense input is another matter. */
async function codesFor(who: Who, declaration: Declaration, slug: string): Promise<string[] | null> {
  const asked = probe(api.api.schema, declaration, slug);
  if (asked === null) return null;
  const cookie = cookies.get(who);
  if (declaration.type !== 'Subscription')
    return (await api.graphql(asked.document, asked.variables, cookie)).codes;
  const subscribed = await api.subscribe(asked.document, asked.variables, cookie);
  try {
    const { errors = [] } = await subscribed.next();
    return errors.map(({ extensions }) => extensions?.code ?? '');
  } catch (thrown) {
    const errors: unknown[] = Array.isArray(thrown) ? thrown : [];
    return errors.map((error) => (JSON.stringify(error).match(/"code":"([A-Z_]+)"/) ?? [])[1] ?? '');
  } finally {
    await subscribed.close();
  }
}

async function signInAgain(who: Who): Promise<string> {
  if (who === stranger) return '';
  return who === nobody
    ? api.signedIn('VIEWER', await anEvent(api.operator))
    : api.signedIn(who, who === 'ADMIN' ? null : own);
}

test('every operation lets pass whom its declaration names, and nobody else', async () => {
  const counts = { cells: 0, allowed: 0, refused: 0, operations: new Set<string>() };
  const wrong: string[] = [];
  // Signing out everywhere ends the callers' sessions: last.
  const last = 'signOutEverywhere';
  const declarations = api.api.declarations.toSorted(
    (a, b) => Number(a.field === last) - Number(b.field === last),
  );
  for (const declaration of declarations) {
    for (const who of everybody) {
      for (const [slug, inOwn] of [
        [own.event.slug, true],
        [other.event.slug, false],
      ] as const) {
        if (declaration.field === last) cookies.set(who, await signInAgain(who));
        const codes = await codesFor(who, declaration, slug);
        if (codes === null) continue;
        const { access } = declaration;
        const name = `${declaration.type}.${declaration.field}`;
        counts.cells += 1;
        counts.operations.add(name);
        const door = codes.filter((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
        const passes = access.kind !== 'permission' || may(who, access.permission, inOwn);
        if (passes) counts.allowed += 1;
        else counts.refused += 1;
        // A field of a draft event is not reached at all by who may not see the event.
        const hidden = declaration.type === 'Event' && !inOwn && who !== 'ADMIN';
        const refused = door.length > 0 || codes.includes('NOT_FOUND') || hidden;
        if (passes && door.length > 0)
          wrong.push(`${who} is refused by ${name} (${inOwn ? 'own' : 'other'}): ${codes.join()}`);
        if (!passes && !refused)
          wrong.push(`${who} passes ${name} (${inOwn ? 'own' : 'other'}): ${codes.join()}`);
      }
    }
  }
  console.log(
    `access matrix: ${String(counts.operations.size)} operations × ${String(everybody.length)} kinds of callers × own and other event: ` +
      `${String(counts.cells)} cells, ${String(counts.allowed)} allowed, ${String(counts.refused)} refused`,
  );
  expect(wrong).toEqual([]);
  expect(counts.cells).toBe(counts.operations.size * everybody.length * 2);
});

test('the row of another event answers byte for byte as an id that never was', async () => {
  const cookie = await api.signedIn('ORGANISER', own);
  const document = `mutation ($input: QuestionEditInput!) { approveQuestion(input: $input) { id } }`;
  const theirs = await other.db.session.findFirstOrThrow({
    where: { eventId: other.event.id },
    select: { id: true },
  });
  const answers = await Promise.all(
    [theirs.id, '01a20cac-0000-7000-8000-000000000000'].map((questionId) =>
      api.graphql(document, { input: { event: own.event.slug, questionId, version: 1 } }, cookie),
    ),
  );
  expect(answers[0]?.codes).toEqual(['NOT_FOUND']);
  expect(answers[0]?.body).toBe(answers[1]?.body);
  const events = await Promise.all(
    [other.event.slug, 'never-was'].map((event) =>
      api.graphql(document, { input: { event, questionId: theirs.id, version: 1 } }, cookie),
    ),
  );
  expect(events[0]?.body).toBe(events[1]?.body);
});

test('a resolver without a declaration stops the start', async () => {
  const { buildSchema } = await import('@plenary/platform/graphql');
  const { Query, Resolver } = await import('@nestjs/graphql');
  class Undeclared {
    open(): string {
      return 'to everybody';
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Undeclared.prototype, 'open') ?? {};
  Query(() => String)(Undeclared.prototype, 'open', descriptor);
  Resolver()(Undeclared);
  await expect(buildSchema([Undeclared])).rejects.toThrow('No access is declared for Undeclared.open');
});

test('a route without a declaration stops the start', () => {
  expect(() => api.api.server.get('/undeclared', () => 'open')).toThrow();
});
