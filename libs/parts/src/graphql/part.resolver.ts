import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { byEvent } from '@plenary/event/graphql';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, InEvent, InRequest, Input } from '@plenary/platform/graphql';
import { currentDraft } from '@plenary/program';
import { listMaterials } from '../data/materials.js';
import { askedOf, ownSessions, type PartRequest } from '../domain/own-part.js';
import { claimPart } from '../operations/claim-part.js';
import { mostListed } from './limits.js';
import { toMaterialType, toOwnSessionType } from './mapping.js';
import { MaterialType } from './material.type.js';
import { ownPart } from './own-part.js';
import { OwnAvailabilityType, OwnSessionType, requestByName } from './own-part.type.js';
import { ClaimPartInput } from './part.input.js';
import { PartType } from './part.type.js';

@Resolver(() => PartType)
export class PartResolver {
  @Allow('part', byEvent)
  @Query(() => PartType, {
    description:
      "One's own part in an event: of the link of a part, or of the account that has claimed it. NOT_FOUND without one.",
  })
  part(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'BCP 47; else the first of the event.',
    })
    language: string | null | undefined,
  ): Promise<PartType> {
    return ownPart(ctx, language ?? null);
  }

  @Allow('account')
  @Mutation(() => PartType, {
    description:
      'Lets the account act as the person whose part the link opens. NOT_FOUND unless the link works; CONFLICT if the part, or another one in the event by this account, was claimed before.',
  })
  async claimPart(@InRequest() ctx: Ctx, @Input(ClaimPartInput) input: object): Promise<PartType> {
    const event = await claimPart(ctx, input);
    return ownPart(enterEvent(ctx, event));
  }

  @AsParent()
  @ResolveField(() => [OwnSessionType], {
    description: 'The sessions of the draft in which one appears, in the order of time.',
  })
  async sessions(@InRequest() ctx: Ctx, @Parent() part: PartType): Promise<OwnSessionType[]> {
    const draft = await currentDraft(enterEvent(ctx, part.ref));
    return ownSessions(draft, part.personId).map((session) =>
      toOwnSessionType(session, draft, part.language),
    );
  }

  @AsParent()
  @ResolveField(() => OwnAvailabilityType, { description: 'When one can be used.' })
  async availability(@InRequest() ctx: Ctx, @Parent() part: PartType): Promise<OwnAvailabilityType> {
    const row = (await currentDraft(enterEvent(ctx, part.ref))).availability.get(part.personId);
    return { windows: [...(row?.windows ?? [])], version: row?.version ?? 0 };
  }

  @AsParent()
  @ResolveField(() => [MaterialType], { description: 'One’s own files, the last first.' })
  async materials(@InRequest() ctx: Ctx, @Parent() part: PartType): Promise<MaterialType[]> {
    const materials = await listMaterials(enterEvent(ctx, part.ref), part.personId, mostListed);
    return materials.map((material) => toMaterialType(material, part.ref, part.language, 'part/materials'));
  }

  @AsParent()
  @ResolveField(() => [requestByName], { description: 'What one is still asked for.' })
  async asked(@InRequest() ctx: Ctx, @Parent() part: PartType): Promise<PartRequest[]> {
    const draft = await currentDraft(enterEvent(ctx, part.ref));
    const { biography, photographUrl, mayPublish } = part.profile;
    return askedOf(ownSessions(draft, part.personId), {
      hasBiography: biography.length > 0,
      hasPhotograph: photographUrl !== null,
      mayPublish,
    });
  }
}
