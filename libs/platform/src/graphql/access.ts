import 'reflect-metadata';
import type { Permission } from '../access/roles.js';
import type { EventLocator, FieldArguments } from './context.js';

/** Who may use a field. */
export type Access =
  | { readonly kind: 'permission'; readonly permission: Permission; readonly locate?: EventLocator }
  | { readonly kind: 'public'; readonly reason: string; readonly locate?: EventLocator }
  /** Whoever may see the parent object. */
  | { readonly kind: 'parent'; readonly locate?: EventLocator };

const key = 'plenary:access';

function declare(access: Access): MethodDecorator {
  return (_target, _name, descriptor) => {
    if (typeof descriptor.value === 'function') Reflect.defineMetadata(key, access, descriptor.value);
  };
}

/**
 * Only for who holds the permission: in the event that `locate` finds, or without it in the installation.
 */
export function Allow(permission: Permission, locate?: EventLocator): MethodDecorator {
  return declare({ kind: 'permission', permission, ...(locate === undefined ? {} : { locate }) });
}

/** For everybody, and why that is right. */
export function Public(reason: string, locate?: EventLocator): MethodDecorator {
  return declare({ kind: 'public', reason, ...(locate === undefined ? {} : { locate }) });
}

/** For whoever was shown the object that the field belongs to. */
export function AsParent(): MethodDecorator {
  return declare({ kind: 'parent' });
}

const unauditedKey = 'plenary:unaudited';

/** For a mutation that keeps nothing, and so leaves no fact in the audit log: why that is right. */
export function Unaudited(reason: string): MethodDecorator {
  return (_target, _name, descriptor) => {
    if (typeof descriptor.value === 'function')
      Reflect.defineMetadata(unauditedKey, reason, descriptor.value);
  };
}

export function unauditedOf(handler: object): string | null {
  const declared: unknown = Reflect.getMetadata(unauditedKey, handler);
  return typeof declared === 'string' ? declared : null;
}

const keptKey = 'plenary:kept-until';

/** The topic that tells of changes to what a field shows to strangers, from its arguments and parent. */
export type TopicLocator = (args: FieldArguments, parent: unknown) => string;

/**
 * Lets answers to strangers with this field be kept in memory until its topic is published, and at most 2 s. An
 * answer with any public field that lacks it is made anew each time.
 */
export function KeptUntil(topicOf: TopicLocator): MethodDecorator {
  return (_target, _name, descriptor) => {
    if (typeof descriptor.value === 'function') Reflect.defineMetadata(keptKey, topicOf, descriptor.value);
  };
}

export function keptUntilOf(handler: object): TopicLocator | undefined {
  const declared: unknown = Reflect.getMetadata(keptKey, handler);
  return isTopicLocator(declared) ? declared : undefined;
}

function isTopicLocator(declared: unknown): declared is TopicLocator {
  return typeof declared === 'function';
}

/** What was declared for a resolver's method; undefined if nothing was, which the start refuses. */
export function accessOf(handler: object): Access | undefined {
  const declared: unknown = Reflect.getMetadata(key, handler);
  return isAccess(declared) ? declared : undefined;
}

function isAccess(declared: unknown): declared is Access {
  return typeof declared === 'object' && declared !== null && 'kind' in declared;
}
