import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessOf, type Access } from './access.js';

/** A field with a resolver, and who may use it. */
export interface Declaration {
  readonly type: string;
  readonly field: string;
  readonly access: Access;
}

/** Reads who may use what from the resolvers, and stops the start if one does not say. */
@Injectable()
export class Declarations implements OnModuleInit {
  private found: Declaration[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws {Error} naming every resolver without a declaration */
  onModuleInit(): void {
    const undeclared: string[] = [];
    this.found = [];
    for (const provider of this.discovery.getProviders()) {
      const instance: unknown = provider.instance;
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype: object | null = Reflect.getPrototypeOf(instance);
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler: unknown = Reflect.get(instance, name);
        if (typeof handler !== 'function') continue;
        const type = resolvedType(instance, handler);
        if (type === undefined) continue;
        const access = accessOf(handler);
        if (access === undefined) undeclared.push(`${instance.constructor.name}.${name}`);
        else this.found.push({ type, field: fieldName(handler, name), access });
      }
    }
    if (undeclared.length > 0) {
      throw new Error(
        `No access is declared for ${undeclared.join(', ')}: use @Allow, @Public or @AsParent.`,
      );
    }
  }

  all(): readonly Declaration[] {
    return this.found;
  }
}

/** Nest marks root fields with their type's name, and other fields as properties of the resolver's type. */
function resolvedType(instance: object, handler: object): string | undefined {
  const root: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
  const isProperty: unknown = Reflect.getMetadata('graphql:resolve_property', handler);
  if (typeof root === 'string' && ['Query', 'Mutation', 'Subscription'].includes(root)) return root;
  if (isProperty !== true && typeof root !== 'string') return undefined;
  const ofResolver: unknown = Reflect.getMetadata('graphql:resolver_type', instance.constructor);
  return typeof ofResolver === 'string' ? ofResolver : instance.constructor.name;
}

function fieldName(handler: object, method: string): string {
  const name: unknown = Reflect.getMetadata('graphql:resolver_name', handler);
  return typeof name === 'string' ? name : method;
}
