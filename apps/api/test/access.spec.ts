import type { EventCtx } from '@plenary/platform';
import { rolePermissions, roles, tokenScopeByName, type Role } from '@plenary/platform/access';
import type { Declaration } from '@plenary/platform/graphql';
import { aReleasedEvent, anEvent } from '@plenary/testing';
import { aPart, aToken, startTestApi, stepUp, type TestApi } from '@plenary/testing/api';
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

/**
 * The matrix of every operation × role × own or other event, made from the declarations themselves: whoever holds the
 * permission passes the door (whatever the operation then says to nonsense input), everybody else is refused by it.
 * Each role comes twice: as somebody signed in by a link, and as one who has stepped up.
 */

let api: TestApi;
let own: EventCtx;
let other: EventCtx;

interface Caller {
  readonly name: string;
  /** Held in the own event, or in the installation; null for none in either. */
  readonly role: Role | null;
  readonly steppedUp: boolean;
  /** Of a token; null for a browser. */
  readonly scopes: readonly string[] | null;
  /** Of a token for one event alone. */
  readonly boundTo?: 'own' | 'other';
  /** Whether it is known by the link of a part in the own event. */
  readonly byPartLink?: true;
  /** Signs in anew: what a request is sent with. */
  readonly enter: () => Promise<string | undefined>;
}

const everyAccounts = ['account', 'part', 'files.upload', 'tokens.create'];
const everyPersons = ['part', 'files.upload'];
const strong = ['roles.manage', 'tokens.create'];
const allScopes = Object.values(tokenScopeByName);

async function signIn(role: Role | null): Promise<string> {
  // Without a role in either event it is an account all the same.
  if (role === null) return api.signedIn('VIEWER', await anEvent(api.operator));
  return api.signedIn(role, role === 'ADMIN' ? null : own);
}

const browsers: readonly Caller[] = [...roles, null].flatMap((role) =>
  [false, true].map((steppedUp) => ({
    name: `${role ?? 'NOBODY'}${steppedUp ? ' stepped up' : ''}`,
    role,
    steppedUp,
    scopes: null,
    enter: async () => (steppedUp ? stepUp(api, await signIn(role)) : signIn(role)),
  })),
);
const everybody: readonly Caller[] = [
  ...browsers,
  {
    name: "an ORGANISER's token",
    role: 'ORGANISER',
    steppedUp: false,
    scopes: allScopes,
    enter: async () => aToken(api, await signIn('ORGANISER'), allScopes, null),
  },
  {
    name: "an ORGANISER's token of two scopes",
    role: 'ORGANISER',
    steppedUp: false,
    scopes: ['event.view', 'program.edit'],
    boundTo: 'own',
    enter: async () => aToken(api, await signIn('ORGANISER'), ['event.view', 'program.edit'], own.event.slug),
  },
  ...(['own', 'other'] as const).map((boundTo) => ({
    name: `an ADMIN's token for the ${boundTo} event`,
    role: 'ADMIN' as const,
    steppedUp: false,
    scopes: allScopes,
    boundTo,
    enter: async () =>
      aToken(api, await signIn('ADMIN'), allScopes, (boundTo === 'own' ? own : other).event.slug),
  })),
  ...allScopes.map((scope) => ({
    name: `an ORGANISER's token of ${scope}`,
    role: 'ORGANISER' as const,
    steppedUp: false,
    scopes: [scope],
    enter: async () => aToken(api, await signIn('ORGANISER'), [scope], null),
  })),
  {
    name: 'the bearer of a PART link',
    role: null,
    steppedUp: false,
    scopes: null,
    byPartLink: true,
    enter: () => aPart(own),
  },
  { name: 'STRANGER', role: null, steppedUp: false, scopes: [], enter: async () => undefined },
];
const entered = new Map<Caller, string | undefined>();

beforeAll(async () => {
  api = await startTestApi({ settings: { DEMO: 'on' } });
  own = await aReleasedEvent(api.operator);
  other = await anEvent(api.operator);
  for (const caller of everybody) entered.set(caller, await caller.enter());
});
afterAll(() => api.close());

type Verdict = 'passes' | 'must step up' | 'is refused';

function verdict(caller: Caller, access: Declaration['access'], inOwn: boolean): Verdict {
  if (access.kind !== 'permission') return 'passes';
  const { permission, locate } = access;
  const { role, scopes, steppedUp } = caller;
  if (caller.byPartLink === true)
    return everyPersons.includes(permission) && (inOwn || locate === undefined) ? 'passes' : 'is refused';
  if (scopes !== null && !scopes.includes(permission)) return 'is refused';
  const { boundTo } = caller;
  if (boundTo !== undefined) {
    const isWithin = locate !== undefined && inOwn === (boundTo === 'own');
    if (!isWithin && permission !== 'files.upload') return 'is refused';
  }
  const held: readonly string[] = role === null ? [] : rolePermissions[role];
  // Without an event the installation's roles alone count.
  const counts = role === 'ADMIN' || (inOwn && locate !== undefined);
  if (!everyAccounts.includes(permission) && !(counts && held.includes(permission))) return 'is refused';
  return strong.includes(permission) && !steppedUp ? 'must step up' : 'passes';
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

interface Refused {
  readonly code?: string;
  readonly stepUp?: string;
}

/** What is refused; what an operation says to nonsense input is another matter than what the door says. */
async function refusalsFor(
  caller: string | undefined,
  declaration: Declaration,
  slug: string,
): Promise<Refused[] | null> {
  const asked = probe(api.api.schema, declaration, slug);
  if (asked === null) return null;
  if (declaration.type !== 'Subscription') {
    const { codes, extensions } = await api.graphql(asked.document, asked.variables, caller);
    return codes.map((code, place) => (place === 0 ? { ...extensions, code } : { code }));
  }
  const subscribed = await api.subscribe(asked.document, asked.variables, caller);
  try {
    const { errors = [] } = await subscribed.next();
    return errors.map(({ extensions }) => extensions ?? {});
  } catch (thrown) {
    const errors: unknown[] = Array.isArray(thrown) ? thrown : [];
    return errors.map((error) => {
      const code = /"code":"([A-Z_]+)"/.exec(JSON.stringify(error))?.[1];
      return code === undefined ? {} : { code };
    });
  } finally {
    await subscribed.close();
  }
}

/** They change the caller's own sign-in: last, and with a new one each time. */
const last = ['confirmIdentity', 'signOutEverywhere'];

test('every operation lets pass whom its declaration names, and nobody else', async () => {
  const counts = { passes: 0, 'must step up': 0, 'is refused': 0, operations: new Set<string>() };
  const wrong: string[] = [];
  const declarations = api.api.declarations.toSorted((a, b) => last.indexOf(a.field) - last.indexOf(b.field));
  for (const declaration of declarations) {
    const { access, type, field } = declaration;
    const name = `${type}.${field}`;
    const look = async (caller: Caller, slug: string, inOwn: boolean): Promise<void> => {
      if (last.includes(field)) entered.set(caller, await caller.enter());
      const refusals = await refusalsFor(entered.get(caller), declaration, slug);
      if (refusals === null) return;
      const expected = verdict(caller, access, inOwn);
      counts[expected] += 1;
      counts.operations.add(name);
      // The second click is a person's: the operation itself refuses a script, whatever its scopes.
      if (field === 'confirmIdentity' && caller.scopes !== null) return;
      const door = refusals.filter(({ code }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
      // A field of a draft event is not reached at all by who may not see the event.
      const isForOwn = caller.boundTo === 'own';
      const hidden = type === 'Event' && !inOwn && (caller.role !== 'ADMIN' || isForOwn);
      const isRefused = door.length > 0 || refusals.some(({ code }) => code === 'NOT_FOUND') || hidden;
      const asksForMore = door.some(({ stepUp }) => stepUp === 'CONFIRM');
      const isRight = {
        passes: door.length === 0,
        'must step up': asksForMore,
        'is refused': isRefused && !asksForMore,
      }[expected];
      if (!isRight)
        wrong.push(
          `${caller.name} ${expected}, but ${name} (${inOwn ? 'own' : 'other'}) says ${JSON.stringify(refusals)}`,
        );
    };
    const both = async (caller: Caller): Promise<void> => {
      await look(caller, own.event.slug, true);
      await look(caller, other.event.slug, false);
    };
    if (last.includes(field)) for (const caller of everybody) await both(caller);
    else await Promise.all(everybody.map(both));
  }
  const cells = counts.passes + counts['must step up'] + counts['is refused'];
  console.log(
    `access matrix: ${String(counts.operations.size)} operations × ${String(everybody.length)} kinds of callers × own and other event: ` +
      `${String(cells)} cells, ${String(counts.passes)} allowed, ${String(counts['must step up'])} asked to step up, ${String(counts['is refused'])} refused`,
  );
  expect(wrong).toEqual([]);
  expect(cells).toBe(counts.operations.size * everybody.length * 2);
  expect(counts['must step up']).toBeGreaterThan(0);
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
