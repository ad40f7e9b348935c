import { Args, Mutation, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input, PageArgs, Unaudited } from '@plenary/platform/graphql';
import { createInDraft } from '../operations/create-in-draft.js';
import { editProgram } from '../operations/edit-program.js';
import { listEdits, watchDraft } from '../operations/list-edits.js';
import { previewEdit } from '../operations/preview-edit.js';
import { undoProgramEdit } from '../operations/undo-program-edit.js';
import {
  previewedEdit,
  toDraftStateType,
  toEditPayload,
  toPreviewType,
  toProgramEditType,
} from './edit-mapping.js';
import * as inputs from './edit.input.js';
import { DraftStateType, EditPreviewType, ProgramEditPageType, ProgramEditPayload } from './edit.type.js';

@Resolver(() => EventType)
export class EditResolver {
  @Allow('event.view', ofParent)
  @ResolveField(() => ProgramEditPageType, {
    description:
      'The change log of the draft, the latest first. Staff only. BAD_INPUT for a page out of range.',
  })
  async programEdits(@InEvent() ctx: EventCtx, @Args() page: PageArgs): Promise<ProgramEditPageType> {
    const { nodes, endCursor } = await listEdits(ctx, page);
    return { nodes: nodes.map((edit) => toProgramEditType(edit, ctx.event)), endCursor };
  }

  @Allow('event.view', byEvent)
  @Subscription(() => DraftStateType, {
    description:
      'How far the draft has come: at once, and again after each edit. Staff only. NOT_FOUND for an unknown event.',
  })
  draftChanged(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
  ): AsyncIterableIterator<DraftStateType> {
    return watchDraft(ctx, (state) => toDraftStateType(state, ctx.event));
  }

  @Allow('program.edit', byEvent)
  @Unaudited('A preview keeps nothing.')
  @Mutation(() => EditPreviewType, {
    description:
      'What an edit would change, and which findings would come and go. Saves nothing; refuses what the edit itself would.',
  })
  async previewEdit(
    @InEvent() ctx: EventCtx,
    @Input(inputs.PreviewEditInput) input: unknown,
  ): Promise<EditPreviewType> {
    const { name, values } = previewedEdit(input);
    return toPreviewType(await previewEdit(ctx, name, values), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Takes an edit back, as a new edit. NOT_FOUND; CONFLICT if it was undone already, or what it changed was changed since.',
  })
  async undoProgramEdit(
    @InEvent() ctx: EventCtx,
    @Input(inputs.UndoProgramEditInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await undoProgramEdit(ctx, input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description: 'Makes a session. BAD_INPUT; CONFLICT if its key is taken.',
  })
  async createSession(
    @InEvent() ctx: EventCtx,
    @Input(inputs.CreateSessionInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await createInDraft(ctx, 'createSession', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Changes words and properties of a session. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async updateSession(
    @InEvent() ctx: EventCtx,
    @Input(inputs.UpdateSessionInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'updateSession', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Moves a session to another time or room, with those that follow it where that is asked for. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async moveSession(
    @InEvent() ctx: EventCtx,
    @Input(inputs.MoveSessionInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'moveSession', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Takes a session out of the draft. What names it keeps it. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async removeSession(
    @InEvent() ctx: EventCtx,
    @Input(inputs.RemoveSessionInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'removeSession', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Sets the talks inside a session. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async setItems(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetItemsInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setItems', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Sets who appears in a session. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async setAppearances(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetAppearancesInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setAppearances', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      "Sets a session's lines of the run book. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.",
  })
  async setCues(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetCuesInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setCues', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description: 'Makes a room. BAD_INPUT; CONFLICT if its key is taken.',
  })
  async createRoom(
    @InEvent() ctx: EventCtx,
    @Input(inputs.CreateRoomInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await createInDraft(ctx, 'createRoom', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Changes properties of a room. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async updateRoom(
    @InEvent() ctx: EventCtx,
    @Input(inputs.UpdateRoomInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'updateRoom', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Takes a room out of the draft. CONFLICT while sessions are in it. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async removeRoom(
    @InEvent() ctx: EventCtx,
    @Input(inputs.RemoveRoomInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'removeRoom', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description: 'Makes a track or working group. BAD_INPUT; CONFLICT if its key is taken.',
  })
  async createTrack(
    @InEvent() ctx: EventCtx,
    @Input(inputs.CreateTrackInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await createInDraft(ctx, 'createTrack', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Changes properties of a track. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async updateTrack(
    @InEvent() ctx: EventCtx,
    @Input(inputs.UpdateTrackInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'updateTrack', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Takes a track out of the draft. CONFLICT while sessions belong to it. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async removeTrack(
    @InEvent() ctx: EventCtx,
    @Input(inputs.RemoveTrackInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'removeTrack', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Sets who belongs to a working group. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async setMembers(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetMembersInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setMembers', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Sets when a person or a room can be used. BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands in `extensions.current`.',
  })
  async setAvailability(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetAvailabilityInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setAvailability', input), ctx.event);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => ProgramEditPayload, {
    description:
      'Sets the numbers that the rules of the program go by; all findings are made anew. BAD_INPUT; STALE_VERSION with the numbers as they stand in `extensions.current`.',
  })
  async setProgramLimits(
    @InEvent() ctx: EventCtx,
    @Input(inputs.SetProgramLimitsInput) input: unknown,
  ): Promise<ProgramEditPayload> {
    return toEditPayload(await editProgram(ctx, 'setProgramLimits', input), ctx.event);
  }
}
