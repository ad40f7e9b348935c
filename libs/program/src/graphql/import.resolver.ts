import { Mutation, Resolver } from '@nestjs/graphql';
import { EventType, byEvent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { importUploadedProgram } from '../operations/import-program-file.js';
import { toImportPayload } from './edit-mapping.js';
import { ImportProgramPayload } from './import.type.js';
import { ImportProgramInput } from './program.input.js';

@Resolver(() => EventType)
export class ImportResolver {
  @Allow('program.edit', byEvent)
  @Mutation(() => ImportProgramPayload, {
    description:
      'Takes a program into the draft as one edit: sessions of the same key are changed, others added. All or nothing. BAD_INPUT with the place of each problem in the file, such as `rows.12.start` or `events.57.title`, at most 100; NOT_FOUND for an upload that is not your own, or was used; CONFLICT.',
  })
  async importProgram(
    @InEvent() ctx: EventCtx,
    @Input(ImportProgramInput) input: object,
  ): Promise<ImportProgramPayload> {
    return toImportPayload(await importUploadedProgram(ctx, input), ctx.event);
  }
}
