import { Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { grantRole, listRoleHolders, revokeRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { EventType } from './event.type.js';
import { byEvent, ofParent } from './locators.js';
import { RoleInput } from './operations.input.js';
import { RoleHolderType } from './role.type.js';

const listLimit = 500;
const stepUp = 'FORBIDDEN with `extensions.stepUp` as createApiToken.';

@Resolver(() => EventType)
export class RoleResolver {
  @Allow('operations.view', ofParent)
  @ResolveField(() => [RoleHolderType], {
    description: 'Who holds a role in the event, by address, at most 500.',
  })
  roleHolders(@InEvent() ctx: EventCtx): Promise<RoleHolderType[]> {
    return listRoleHolders(ctx, ctx.event.id, listLimit);
  }

  @Allow('roles.manage', byEvent)
  @Mutation(() => Boolean, {
    description: `Gives an address a role in the event, and an account if it has none; true unless it held the role. BAD_INPUT; FORBIDDEN for an organiser's own address. ${stepUp}`,
  })
  async grantRole(@InEvent() ctx: EventCtx, @Input(RoleInput) input: object): Promise<boolean> {
    return (await grantRole(ctx, { ...input, eventId: ctx.event.id })).added;
  }

  @Allow('roles.manage', byEvent)
  @Mutation(() => Boolean, {
    description: `Takes a role in the event from an address, and ends what its account has open. BAD_INPUT; NOT_FOUND unless it holds the role. ${stepUp}`,
  })
  revokeRole(@InEvent() ctx: EventCtx, @Input(RoleInput) input: object): Promise<boolean> {
    return revokeRole(ctx, { ...input, eventId: ctx.event.id });
  }
}
