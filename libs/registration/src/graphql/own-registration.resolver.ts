import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { byEvent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import {
  acceptOffer,
  cancelRegistration,
  changeMode,
  confirmAddress,
  updateRegistration,
} from '../operations/change-own.js';
import { exportMyData } from '../operations/export-my-data.js';
import { showOwn } from '../operations/own-registration.js';
import { toOwnRegistrationType } from './mapping.js';
import {
  ChangeModeInput,
  ConfirmAddressInput,
  ExportMyDataInput,
  OwnRegistrationInput,
  UpdateRegistrationInput,
} from './registration.input.js';
import { OwnRegistrationType } from './registration.type.js';

const changes = 'NOT_FOUND without a registration; STALE_VERSION with it as it stands; CONFLICT';

@Resolver(() => OwnRegistrationType)
export class OwnRegistrationResolver {
  @Allow('registration', byEvent)
  @Query(() => OwnRegistrationType, {
    description: 'The registration of the link by which one acts. NOT_FOUND without one.',
  })
  registration(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
  ): Promise<OwnRegistrationType> {
    return own(ctx);
  }

  @Allow('registration', byEvent)
  @Mutation(() => String, {
    description:
      'All that is held about who acts by the link, as a JSON document: who they are, their registration, their answers with what was asked, and the mails to them; neither links nor the ticket. NOT_FOUND without a registration.',
  })
  async exportMyData(@InEvent() ctx: EventCtx, @Input(ExportMyDataInput) input: object): Promise<string> {
    return JSON.stringify(await exportMyData(ctx, input));
  }

  @Allow('registration', byEvent)
  @Mutation(() => OwnRegistrationType, {
    description:
      'Shows that mail of the registration arrives. A repeat changes nothing. NOT_FOUND; CONFLICT for one that was cancelled or declined.',
  })
  async confirmAddress(
    @InEvent() ctx: EventCtx,
    @Input(ConfirmAddressInput) input: object,
  ): Promise<OwnRegistrationType> {
    await confirmAddress(ctx, input);
    return own(ctx);
  }

  @Allow('registration', byEvent)
  @Mutation(() => OwnRegistrationType, {
    description: `Gives other answers. BAD_INPUT with answers.KEY; ${changes} for one that was cancelled or declined.`,
  })
  async updateRegistration(
    @InEvent() ctx: EventCtx,
    @Input(UpdateRegistrationInput) input: object,
  ): Promise<OwnRegistrationType> {
    await updateRegistration(ctx, input);
    return own(ctx);
  }

  @Allow('registration', byEvent)
  @Mutation(() => OwnRegistrationType, {
    description: `Changes how, or as what, one attends: who holds a place keeps it where no other is free. ${changes} where none is free, or staff decide.`,
  })
  async changeMode(
    @InEvent() ctx: EventCtx,
    @Input(ChangeModeInput) input: object,
  ): Promise<OwnRegistrationType> {
    await changeMode(ctx, input);
    return own(ctx);
  }

  @Allow('registration', byEvent)
  @Mutation(() => OwnRegistrationType, {
    description: `Takes the place that is offered. ${changes} where none is offered, or the offer is over.`,
  })
  async acceptOffer(
    @InEvent() ctx: EventCtx,
    @Input(OwnRegistrationInput) input: object,
  ): Promise<OwnRegistrationType> {
    await acceptOffer(ctx, input);
    return own(ctx);
  }

  @Allow('registration', byEvent)
  @Mutation(() => OwnRegistrationType, {
    description: `Gives the registration up, or the place that is offered. ${changes} for one that was cancelled or declined before.`,
  })
  async cancelRegistration(
    @InEvent() ctx: EventCtx,
    @Input(OwnRegistrationInput) input: object,
  ): Promise<OwnRegistrationType> {
    await cancelRegistration(ctx, input);
    return own(ctx);
  }
}

async function own(ctx: EventCtx): Promise<OwnRegistrationType> {
  const { registration, person, ...shown } = await showOwn(ctx);
  return toOwnRegistrationType(registration, person, ctx.event, shown);
}
