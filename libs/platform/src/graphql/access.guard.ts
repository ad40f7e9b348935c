import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { requirePermission } from '../access/require-permission.js';
import { notFound } from '../errors.js';
import { accessOf } from './access.js';
import type { GqlContext } from './context.js';

/** The door of every field with a resolver: lets pass what its declaration allows, and nothing undeclared. */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(host: ExecutionContext): boolean | Promise<boolean> {
    const access = accessOf(host.getHandler());
    if (access === undefined) return false;
    if (access.kind !== 'permission') return true;
    const field = GqlExecutionContext.create(host);
    const gql = field.getContext<GqlContext>();
    const { actor } = gql.ctx;
    const { permission, locate } = access;
    // Before anything is looked up: strangers learn nothing, not even by the time it takes.
    if (actor.kind === 'anonymous' || locate === undefined) {
      requirePermission(actor, permission, null, 'Event');
      return true;
    }
    return locate(gql, field.getArgs(), field.getRoot()).then((event) => {
      if (event === null) throw notFound('Event');
      requirePermission(actor, permission, event.id, 'Event');
      return true;
    });
  }
}
