import type { Type } from '@nestjs/common';
import type { GraphQLFieldResolver } from 'graphql';
import { z } from 'zod';
import { requirePermission } from '../access/require-permission.js';
import type { EventCtx } from '../ctx.js';
import { notFound } from '../errors.js';
import { keptUntilOf } from './access.js';
import { Admission } from './admission.js';
import { sourcesOf, type FieldArguments, type GqlContext, type ParameterSource } from './context.js';
import type { Handler } from './declarations.js';
import { measureField } from './measure-field.js';

/** Lets pass whom the declaration of a field allows, and opens the event that it is in to them. */
type Door = (gql: GqlContext, args: FieldArguments, parent: unknown) => Promise<EventCtx> | null;

function doorOf({ access }: Handler): Door {
  const { locate } = access;
  const permission = access.kind === 'permission' ? access.permission : null;
  return (gql, args, parent) => {
    const { actor } = gql.ctx;
    // Before anything is looked up: strangers learn nothing, not even by the time it takes.
    if (permission !== null && (actor.kind === 'anonymous' || locate === undefined))
      requirePermission(gql.ctx, permission, null, 'Event');
    if (locate === undefined) return null;
    return locate(gql, args, parent).then((inEvent) => {
      if (inEvent === null) throw notFound('Event');
      if (permission !== null) requirePermission(gql.ctx, permission, inEvent.event.id, 'Event');
      return inEvent;
    });
  };
}

/**
 * The function that GraphQL calls for a field: the door, then the resolver's method with its parameters. Nest's own
 * way there costs 20 to 40 µs a field, more than the rest of a read.
 */
export function bindHandler(handler: Handler, instance: object): GraphQLFieldResolver<unknown, GqlContext> {
  const { access, resolver, method } = handler;
  const door = doorOf(handler);
  const sources = parametersOf(resolver, method);
  const target: unknown = Reflect.get(instance, method);
  if (typeof target !== 'function') throw new Error(`${resolver.name} has no ${method}.`);
  const call = (gql: GqlContext, args: FieldArguments, parent: unknown, inEvent: EventCtx | null): unknown =>
    Reflect.apply(
      target,
      instance,
      sources.map((source) => source({ gql, args, parent, inEvent })),
    );
  const keptUntil = keptUntilOf(target);
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(handler.type);
  const resolve: GraphQLFieldResolver<unknown, GqlContext> = (parent, args: FieldArguments, gql) => {
    if (gql.reading !== null) {
      if (keptUntil !== undefined) gql.reading.readsTopic(keptUntil(args, parent));
      else if (access.kind !== 'parent') gql.reading.readsOther();
    }
    const passed = door(gql, args, parent);
    if (gql.admitting === true) return Promise.resolve(passed).then((inEvent) => new Admission(inEvent));
    return passed === null
      ? call(gql, args, parent, null)
      : passed.then((inEvent) => call(gql, args, parent, inEvent));
  };
  return isRoot ? measureField(`${handler.type}.${handler.field}`, resolve) : resolve;
}

/**
 * The value of a subscription's field: what its source gives, for whom the door still lets pass. A session may be
 * hidden, or an event withdrawn, while somebody follows it.
 */
export function bindStates(handler: Handler): GraphQLFieldResolver<unknown, GqlContext> {
  const door = doorOf(handler);
  return async (state, args: FieldArguments, gql) => {
    await door(gql, args, null);
    return state;
  };
}

/** How Nest's `@Args` and `@Parent` note their parameters: `kind:index`. */
const nestParameters = z.record(
  z.string(),
  z.object({ index: z.number(), data: z.string().optional(), pipes: z.array(z.unknown()).max(0) }),
);
const parentKind = '0';
const argumentsKind = '3';

/** Where each parameter of a method comes from, in order. */
function parametersOf(resolver: Type<object>, method: string): ParameterSource[] {
  const sources = new Map(sourcesOf(resolver, method));
  const noted: unknown = Reflect.getMetadata('__routeArguments__', resolver, method) ?? {};
  for (const [key, { index, data }] of Object.entries(nestParameters.parse(noted))) {
    const [kind] = key.split(':');
    if (sources.has(index)) continue;
    if (kind === parentKind) sources.set(index, ({ parent }) => parent);
    else if (kind === argumentsKind)
      sources.set(index, ({ args }) => (data === undefined ? args : args[data]));
    else throw new Error(`${resolver.name}.${method}: parameter ${String(index)} is of an unknown kind.`);
  }
  return Array.from({ length: sources.size }, (_, index) => {
    const source = sources.get(index);
    if (source === undefined)
      throw new Error(`${resolver.name}.${method}: nothing fills parameter ${String(index)}.`);
    return source;
  });
}
