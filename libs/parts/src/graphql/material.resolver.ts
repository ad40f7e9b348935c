import { Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, PersonType, byEvent, ofParent, personLoader, toPersonType } from '@plenary/event/graphql';
import { notFound, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, type GqlContext } from '@plenary/platform/graphql';
import { listMaterials } from '../data/materials.js';
import { addMaterial, removeMaterial, updateMaterial } from '../operations/own-materials.js';
import { mostListed } from './limits.js';
import { toMaterialType } from './mapping.js';
import { MaterialType } from './material.type.js';
import { ownPart } from './own-part.js';
import { AddMaterialInput, RemoveMaterialInput, UpdateMaterialInput } from './part.input.js';
import { PartType } from './part.type.js';

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
export class MaterialsResolver {
  @Allow('event.view', ofParent)
  @ResolveField(() => [MaterialType], {
    description: "Speakers' files, the last first, at most 500. Staff only.",
  })
  async materials(@InEvent() ctx: EventCtx, @Parent() event: EventType): Promise<MaterialType[]> {
    const materials = await listMaterials(ctx, null, mostListed);
    return materials.map((material) => toMaterialType(material, ctx.event, event.language, 'materials'));
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
