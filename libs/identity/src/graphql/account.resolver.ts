import { Mutation, Resolver } from '@nestjs/graphql';
import type { Ctx } from '@plenary/platform';
import { requireAccountId } from '@plenary/platform/access';
import { Allow, InRequest, Input } from '@plenary/platform/graphql';
import { confirmIdentity } from '../operations/confirm-identity.js';
import { createApiToken } from '../operations/create-api-token.js';
import { grantRole } from '../operations/grant-role.js';
import { revokeApiToken } from '../operations/revoke-api-token.js';
import { revokeLink } from '../operations/revoke-link.js';
import { revokeRole } from '../operations/revoke-role.js';
import { endAccountSession, signOutEverywhere } from '../operations/sign-out.js';
import {
  AdministratorInput,
  CreateApiTokenInput,
  EndAccountSessionInput,
  RevokeApiTokenInput,
  RevokeLinkInput,
} from './account.input.js';
import { CreatedApiTokenType } from './account.type.js';

const stepUp =
  'FORBIDDEN, with `extensions.stepUp`, without a sign-in by OIDC in the last 12 hours: OIDC means to sign in at /sign-in/oidc, CONFIRM (in the demo) to call confirmIdentity, COMMAND_LINE that only the operator can.';

@Resolver()
export class AccountResolver {
  @Allow('account')
  @Mutation(() => Boolean, {
    description: 'Ends every session of the account, in every browser. UNAUTHENTICATED for a stranger.',
  })
  signOutEverywhere(@InRequest() ctx: Ctx): Promise<boolean> {
    return signOutEverywhere(ctx, {});
  }

  @Allow('account')
  @Mutation(() => Boolean, {
    description: 'Ends one session of the account. NOT_FOUND unless it has it and it still goes on.',
  })
  endAccountSession(@InRequest() ctx: Ctx, @Input(EndAccountSessionInput) input: object): Promise<boolean> {
    return endAccountSession(ctx, input);
  }

  @Allow('account')
  @Mutation(() => Boolean, {
    description: 'Revokes a link of the account. NOT_FOUND unless it has it and it was not revoked before.',
  })
  revokeLink(@InRequest() ctx: Ctx, @Input(RevokeLinkInput) input: object): Promise<boolean> {
    return revokeLink(ctx, input);
  }

  @Allow('account')
  @Mutation(() => Boolean, {
    description:
      'Confirms who one is, for 10 minutes, where a sign-in by OIDC would be needed. FORBIDDEN outside of the demo, and for a token.',
  })
  confirmIdentity(@InRequest() ctx: Ctx): Promise<boolean> {
    return confirmIdentity(ctx, {});
  }

  @Allow('tokens.create')
  @Mutation(() => CreatedApiTokenType, {
    description: `Makes an API token of the account. BAD_INPUT; NOT_FOUND for an event in which the account has no role; CONFLICT from 50 tokens on. ${stepUp}`,
  })
  createApiToken(
    @InRequest() ctx: Ctx,
    @Input(CreateApiTokenInput) input: object,
  ): Promise<CreatedApiTokenType> {
    return createApiToken(ctx, { ...input, accountId: requireAccountId(ctx.actor) });
  }

  @Allow('account')
  @Mutation(() => Boolean, {
    description:
      'Revokes an API token of the account, and ends what it has open. NOT_FOUND unless the account has it and it still works.',
  })
  revokeApiToken(@InRequest() ctx: Ctx, @Input(RevokeApiTokenInput) input: object): Promise<boolean> {
    return revokeApiToken(ctx, input);
  }

  @Allow('roles.manage')
  @Mutation(() => Boolean, {
    description: `Makes an address an administrator of the installation; true unless it was one. ADMIN only. BAD_INPUT. ${stepUp}`,
  })
  async grantAdministrator(
    @InRequest() ctx: Ctx,
    @Input(AdministratorInput) input: object,
  ): Promise<boolean> {
    return (await grantRole(ctx, { ...input, role: 'ADMIN', eventId: null })).added;
  }

  @Allow('roles.manage')
  @Mutation(() => Boolean, {
    description: `Makes an address an administrator no longer. ADMIN only. BAD_INPUT; NOT_FOUND unless it is one. ${stepUp}`,
  })
  revokeAdministrator(@InRequest() ctx: Ctx, @Input(AdministratorInput) input: object): Promise<boolean> {
    return revokeRole(ctx, { ...input, role: 'ADMIN', eventId: null });
  }
}
