import { Args, Int, Mutation, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { releaseTopic } from '@plenary/event';
import { EventType, byEvent, byVisibleEvent, ofParent } from '@plenary/event/graphql';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, InEvent, InRequest, Input, KeptUntil, Public } from '@plenary/platform/graphql';
import type { States } from '@plenary/platform/live';
import { releaseFor } from '../operations/current-release.js';
import { currentDraft } from '../operations/current-draft.js';
import { findFindings } from '../operations/find-findings.js';
import { releaseProgram } from '../operations/release-program.js';
import { watchReleases } from '../operations/watch-releases.js';
import { DraftMapping } from './draft-mapping.js';
import { ProgramDraftType } from './program-draft.type.js';
import { toFindingType, toProgramType, toReleasePayload } from './mapping.js';
import { ReleaseProgramInput } from './program.input.js';
import { ProgramFindingType, ProgramType, ReleaseProgramPayload } from './program.type.js';

@Resolver(() => EventType)
export class ProgramResolver {
  @AsParent()
  @KeptUntil((_args, event) => (event instanceof EventType ? releaseTopic(event.ref.id) : ''))
  @ResolveField(() => ProgramType, {
    nullable: true,
    description:
      'The program as released; null before that. What people in it say of themselves and of their parts is as it stands now; with `release` everything is as it was released, without biographies and photographs.',
  })
  async program(
    @InRequest() ctx: Ctx,
    @Parent() event: EventType,
    @Args('release', { type: () => Int, nullable: true, description: 'An earlier release; else the last.' })
    release: number | null | undefined,
  ): Promise<ProgramType | null> {
    const found = await releaseFor(enterEvent(ctx, event.ref, event.viewer), release ?? null);
    return found === null ? null : toProgramType(found, event.ref, event.language);
  }

  @Allow('event.view', ofParent)
  @ResolveField(() => ProgramDraftType, { description: 'The program as organisers edit it. Staff only.' })
  async draft(@InEvent() ctx: EventCtx, @Parent() event: EventType): Promise<ProgramDraftType> {
    return new DraftMapping(await currentDraft(ctx), event.language).draftType();
  }

  @Allow('event.view', ofParent)
  @ResolveField(() => [ProgramFindingType], { description: 'What the rules find in the draft. Staff only.' })
  async findings(@InEvent() ctx: EventCtx): Promise<ProgramFindingType[]> {
    return (await findFindings(ctx)).map(toFindingType);
  }

  @Allow('program.release', byEvent)
  @Mutation(() => ReleaseProgramPayload, {
    description:
      'Releases the draft as the next program. CONFLICT while a BLOCKER stands that is not waived; ' +
      '`extensions.findings` has them.',
  })
  async releaseProgram(
    @InEvent() ctx: EventCtx,
    @Input(ReleaseProgramInput) input: object,
  ): Promise<ReleaseProgramPayload> {
    return toReleasePayload(await releaseProgram(ctx, input), ctx);
  }

  @Public('Releases are public.', byVisibleEvent)
  @Subscription(() => ProgramType, {
    nullable: true,
    description:
      'The program as released: at once, and again at each release and when somebody in it says something of their part. NOT_FOUND for an unknown event.',
  })
  programReleased(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
  ): States<ProgramType | null> {
    return watchReleases(ctx, (release) => toProgramType(release, ctx.event, ctx.event.languages[0] ?? 'en'));
  }
}
