import { Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  EventType,
  PartType,
  PersonType,
  byEvent,
  ofParent,
  ownPart,
  personLoader,
  toPersonType,
} from '@plenary/event/graphql';
import { enterEvent, notFound, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, InRequest, type GqlContext } from '@plenary/platform/graphql';
import { listMaterials } from '../data/materials.js';
import { askedOf, ownSessions, type PartRequest } from '../domain/own-part.js';
import {
  confirmAppearance,
  declineAppearance,
  setConsent,
  setOwnAvailability,
} from '../operations/answer-for-part.js';
import { currentDraft } from '../operations/current-draft.js';
import { addMaterial, removeMaterial, updateMaterial } from '../operations/own-materials.js';
import {
  AddMaterialInput,
  AnswerInput,
  RemoveMaterialInput,
  SetConsentInput,
  SetOwnAvailabilityInput,
  UpdateMaterialInput,
} from './part.input.js';
import { toMaterialType, toOwnSessionType } from './part-mapping.js';
import { MaterialType, OwnAvailabilityType, OwnSessionType, requestByName } from './part.type.js';

const listLimit = 500;
const stale =
  'NOT_FOUND unless it is one’s own; STALE_VERSION with what one sees of the session in `extensions.current`.';

@Resolver(() => PartType)
export class OwnPartResolver {
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
    const materials = await listMaterials(enterEvent(ctx, part.ref), part.personId, listLimit);
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

@Resolver(() => MaterialType)
export class MaterialResolver {
  @AsParent()
  @ResolveField(() => PersonType, { description: 'Whose it is.' })
  async person(@Gql() gql: GqlContext, @Parent() material: MaterialType): Promise<PersonType> {
    const person = await personLoader(gql, material.ref).load(material.personId);
    if (person === null) throw notFound('Person');
    return toPersonType(person, material.language);
  }
}

@Resolver(() => EventType)
export class PartAnswersResolver {
  @Allow('event.view', ofParent)
  @ResolveField(() => [MaterialType], {
    description: "Speakers' files, the last first, at most 500. Staff only.",
  })
  async materials(@InEvent() ctx: EventCtx, @Parent() event: EventType): Promise<MaterialType[]> {
    const materials = await listMaterials(ctx, null, listLimit);
    return materials.map((material) => toMaterialType(material, ctx.event, event.language, 'materials'));
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Takes on a part that one was invited to; a repeat changes nothing. BAD_INPUT; ${stale}`,
  })
  async confirmAppearance(@InEvent() ctx: EventCtx, @Input(AnswerInput) input: unknown): Promise<PartType> {
    await confirmAppearance(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Declines a part, also one that was taken on before. BAD_INPUT; ${stale}`,
  })
  async declineAppearance(@InEvent() ctx: EventCtx, @Input(AnswerInput) input: unknown): Promise<PartType> {
    await declineAppearance(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Sets what one agrees to in a part of one’s own. BAD_INPUT; ${stale}`,
  })
  async setConsent(@InEvent() ctx: EventCtx, @Input(SetConsentInput) input: unknown): Promise<PartType> {
    await setConsent(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Sets when one can be used in the event. BAD_INPUT; NOT_FOUND without a part in it; STALE_VERSION with the windows as they stand in `extensions.current`.',
  })
  async setOwnAvailability(
    @InEvent() ctx: EventCtx,
    @Input(SetOwnAvailabilityInput) input: unknown,
  ): Promise<PartType> {
    await setOwnAvailability(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Adds a file to a session in which one appears. BAD_INPUT; NOT_FOUND without a part in the event, or for an upload that is not one’s own; CONFLICT from 50 materials on.',
  })
  async addMaterial(@InEvent() ctx: EventCtx, @Input(AddMaterialInput) input: unknown): Promise<PartType> {
    await addMaterial(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Changes what a file is called, or whether it may be published. BAD_INPUT; NOT_FOUND unless it is one’s own.',
  })
  async updateMaterial(
    @InEvent() ctx: EventCtx,
    @Input(UpdateMaterialInput) input: unknown,
  ): Promise<PartType> {
    await updateMaterial(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Takes a file away; its bytes are gone within a day. BAD_INPUT; NOT_FOUND unless it is one’s own.',
  })
  async removeMaterial(
    @InEvent() ctx: EventCtx,
    @Input(RemoveMaterialInput) input: unknown,
  ): Promise<PartType> {
    await removeMaterial(ctx, input);
    return ownPart(ctx);
  }
}
