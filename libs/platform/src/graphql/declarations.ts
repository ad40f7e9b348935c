import type { Type } from '@nestjs/common';
import { accessOf, unauditedOf, type Access } from './access.js';

/** A field with a resolver, and who may use it. */
export interface Declaration {
  readonly type: string;
  readonly field: string;
  readonly access: Access;
  /** Why a mutation leaves no fact; null for one that does, as all others do. */
  readonly unaudited: string | null;
}

/** The method that resolves a field. */
export interface Handler extends Declaration {
  readonly resolver: Type<object>;
  readonly method: string;
}

/** What Nest would run around a method, and we do not: see `bindHandler`. */
const unsupported = ['__guards__', '__pipes__', '__interceptors__', '__exceptionFilters__'];

/**
 * Every field's method in these resolvers.
 * @throws {Error} naming every one that does not declare who may use it
 */
export function findHandlers(resolvers: readonly Type<object>[]): Handler[] {
  const handlers: Handler[] = [];
  const undeclared: string[] = [];
  for (const resolver of resolvers) {
    for (const [method, { value }] of Object.entries(Object.getOwnPropertyDescriptors(resolver.prototype))) {
      const handler: unknown = value;
      if (typeof handler !== 'function' || method === 'constructor') continue;
      const type = resolvedType(resolver, handler);
      if (type === undefined) continue;
      const name = `${resolver.name}.${method}`;
      if ([resolver, handler].some((target) => unsupported.some((key) => Reflect.hasMetadata(key, target))))
        throw new Error(`${name} has a guard, pipe, interceptor or filter of Nest's: nothing would run it.`);
      const access = accessOf(handler);
      const [field, unaudited] = [fieldName(handler, method), unauditedOf(handler)];
      if (access === undefined) undeclared.push(name);
      else handlers.push({ type, field, access, unaudited, resolver, method });
    }
  }
  if (undeclared.length > 0)
    throw new Error(`No access is declared for ${undeclared.join(', ')}: use @Allow, @Public or @AsParent.`);
  return handlers;
}

/** Nest marks root fields with their type's name, and other fields as properties of the resolver's type. */
function resolvedType(resolver: Type<object>, handler: object): string | undefined {
  const root: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
  const isProperty: unknown = Reflect.getMetadata('graphql:resolve_property', handler);
  if (typeof root === 'string' && ['Query', 'Mutation', 'Subscription'].includes(root)) return root;
  if (isProperty !== true && typeof root !== 'string') return undefined;
  const ofResolver: unknown = Reflect.getMetadata('graphql:resolver_type', resolver);
  return typeof ofResolver === 'string' ? ofResolver : resolver.name;
}

function fieldName(handler: object, method: string): string {
  const name: unknown = Reflect.getMetadata('graphql:resolver_name', handler);
  return typeof name === 'string' ? name : method;
}
