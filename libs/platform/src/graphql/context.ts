import type { Ctx, EventCtx } from '../ctx.js';
import { notFound } from '../errors.js';
import type { Reading } from './answer-cache.js';

/** What GraphQL hands to resolvers: one object a request. */
export type GqlContext = {
  readonly ctx: Ctx;
  /** Notes what is read for an answer that may be kept; null where none is. */
  readonly reading: Reading | null;
  /** Set where who wants to follow a subscription is let in, or not, and nothing is read yet. */
  readonly admitting?: true;
};

export function createGqlContext(ctx: Ctx, reading: Reading | null = null): GqlContext {
  return { ctx, reading };
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

/** Opens the event that a field's arguments or parent name to the viewer; null if there is none for them. */
export type EventLocator = (
  gql: GqlContext,
  args: FieldArguments,
  parent: unknown,
) => Promise<EventCtx | null>;

/** What a parameter of a resolver's method can be filled from. */
interface Call {
  readonly gql: GqlContext;
  readonly args: FieldArguments;
  readonly parent: unknown;
  /** What the declaration's locator opened; null without one. */
  readonly inEvent: EventCtx | null;
}

export type ParameterSource = (call: Call) => unknown;

const sources = new WeakMap<object, Map<string | symbol | undefined, Map<number, ParameterSource>>>();

/** A parameter that is filled from the call of its method. */
export function fill(source: ParameterSource): ParameterDecorator {
  return ({ constructor: resolver }, method, index) => {
    const ofClass =
      sources.get(resolver) ?? new Map<string | symbol | undefined, Map<number, ParameterSource>>();
    sources.set(resolver, ofClass);
    ofClass.set(method, (ofClass.get(method) ?? new Map<number, ParameterSource>()).set(index, source));
  };
}

/** The parameters of a method that carry a decorator of ours, by their index. */
export function sourcesOf(resolver: object, method: string): ReadonlyMap<number, ParameterSource> {
  return sources.get(resolver)?.get(method) ?? new Map<number, ParameterSource>();
}

/** The context of the request, for operations outside of any event. */
export const InRequest = (): ParameterDecorator => fill(({ gql }): Ctx => gql.ctx);

/** The context in the event that the door has found; see `Allow`. */
export const InEvent = (): ParameterDecorator =>
  fill(({ inEvent }): EventCtx => {
    if (inEvent === null) throw notFound('Event');
    return inEvent;
  });

/** The GraphQL context itself, for loaders. */
export const Gql = (): ParameterDecorator => fill(({ gql }) => gql);
