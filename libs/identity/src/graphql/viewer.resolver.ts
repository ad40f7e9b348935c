import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Ctx } from '@plenary/platform';
import { Allow, AsParent, InRequest, Public } from '@plenary/platform/graphql';
import { listSessions } from '../data/account-sessions.js';
import { listTokens } from '../data/api-tokens.js';
import { listLinks } from '../data/links.js';
import { listGrants, type NamedRole } from '../data/role-grants.js';
import { viewer } from '../operations/viewer.js';
import { AccountSessionType, ApiTokenType, LinkType } from './account.type.js';
import { HeldRoleType, ViewerType } from './viewer.type.js';

const listLimit = 100;

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Public('Tells only the caller about themselves.')
  @Query(() => ViewerType, {
    nullable: true,
    description:
      'Whoever is signed in; null for a stranger, for a link, and for a token without the scope ACCOUNT or for one event.',
  })
  viewer(@InRequest() ctx: Ctx): Promise<ViewerType | null> {
    return viewer(ctx);
  }

  @AsParent()
  @ResolveField(() => [HeldRoleType], { description: 'Every role that the account holds.' })
  roles(@InRequest() ctx: Ctx, @Parent() account: ViewerType): Promise<NamedRole[]> {
    return listGrants(ctx, account.id);
  }

  @Allow('account')
  @ResolveField(() => [AccountSessionType], {
    description: 'Where the account is signed in, the last used first, at most 100.',
  })
  async sessions(@InRequest() ctx: Ctx, @Parent() account: ViewerType): Promise<AccountSessionType[]> {
    const { actor } = ctx;
    const own = actor.kind === 'account' ? actor.credential.id : null;
    return (await listSessions(ctx, account.id, listLimit)).map((session) => ({
      ...session,
      current: session.id === own,
    }));
  }

  @Allow('account')
  @ResolveField(() => [ApiTokenType], {
    description:
      'The API tokens of the account, the last made first, at most 100: those that are over for 30 days more.',
  })
  tokens(@InRequest() ctx: Ctx, @Parent() account: ViewerType): Promise<ApiTokenType[]> {
    return listTokens(ctx, account.id, listLimit);
  }

  @Allow('account')
  @ResolveField(() => [LinkType], {
    description:
      'The links mailed to the account, the last made first, at most 100: those that are over for 30 days more.',
  })
  links(@InRequest() ctx: Ctx, @Parent() account: ViewerType): Promise<LinkType[]> {
    return listLinks(ctx, { accountId: account.id }, listLimit);
  }
}
