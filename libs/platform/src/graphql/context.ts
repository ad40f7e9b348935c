import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Ctx, EventCtx, EventRef } from '../ctx.js';
import { notFound } from '../errors.js';
import { accessOf } from './access.js';

/** What GraphQL hands to resolvers: one object a request. */
export type GqlContext = {
  readonly ctx: Ctx;
};

export function createGqlContext(ctx: Ctx): GqlContext {
  return { ctx };
}

/** The id of the request that a GraphQL context belongs to. */
export function requestIdOf(contextValue: unknown): string {
  const isOurs = (value: unknown): value is GqlContext =>
    typeof value === 'object' && value !== null && 'ctx' in value;
  return isOurs(contextValue) ? contextValue.ctx.requestId : '';
}

/** Makes a value once a request, such as a DataLoader. */
export function perRequest<Value>(make: (gql: GqlContext) => Value): (gql: GqlContext) => Value {
  const made = new WeakMap<GqlContext, { value: Value }>();
  return (gql) => {
    const kept = made.get(gql) ?? { value: make(gql) };
    made.set(gql, kept);
    return kept.value;
  };
}

/** Arguments of a field, as GraphQL has parsed them by the schema. */
export type FieldArguments = Readonly<Record<string, unknown>>;

/** Finds the event that a field's arguments or parent name; null if there is none. */
export type EventLocator = (
  gql: GqlContext,
  args: FieldArguments,
  parent: unknown,
) => Promise<EventRef | null>;

/** The context of the request, for operations outside of any event. */
export const InRequest = createParamDecorator(
  (_: unknown, host: ExecutionContext): Ctx => GqlExecutionContext.create(host).getContext<GqlContext>().ctx,
);

/** The context in the event that the door has found; see `Allow`. */
export const InEvent = createParamDecorator(async (_: unknown, host: ExecutionContext): Promise<EventCtx> => {
  const field = GqlExecutionContext.create(host);
  const gql = field.getContext<GqlContext>();
  const event = await accessOf(host.getHandler())?.locate?.(gql, field.getArgs(), field.getRoot());
  if (event === null || event === undefined) throw notFound('Event');
  return { ...gql.ctx, event };
});

/** The GraphQL context itself, for loaders. */
export const Gql = createParamDecorator((_: unknown, host: ExecutionContext): GqlContext =>
  GqlExecutionContext.create(host).getContext<GqlContext>(),
);
