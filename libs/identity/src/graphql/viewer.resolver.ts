import { Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Ctx } from '@plenary/platform';
import { Allow, AsParent, InRequest, Public } from '@plenary/platform/graphql';
import { listGrants, type HeldRole } from '../data/accounts.js';
import { signOutEverywhere } from '../operations/sign-out.js';
import { viewer } from '../operations/viewer.js';
import { HeldRoleType, ViewerType } from './viewer.type.js';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Public('Tells only the caller about themselves.')
  @Query(() => ViewerType, { nullable: true, description: 'Whoever is signed in; null for a stranger.' })
  viewer(@InRequest() ctx: Ctx): Promise<ViewerType | null> {
    return viewer(ctx);
  }

  @AsParent()
  @ResolveField(() => [HeldRoleType], { description: 'Every role that the account holds.' })
  roles(@InRequest() ctx: Ctx, @Parent() account: ViewerType): Promise<HeldRole[]> {
    return listGrants(ctx, account.id);
  }

  @Allow('account')
  @Mutation(() => Boolean, {
    description: 'Ends every session of the account, in every browser. UNAUTHENTICATED for a stranger.',
  })
  signOutEverywhere(@InRequest() ctx: Ctx): Promise<boolean> {
    return signOutEverywhere(ctx);
  }
}
