import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { EventType, byEvent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent } from '@plenary/platform/graphql';
import { importUploadedProgram } from '../operations/import-program-file.js';
import { toImportPayload } from './edit-mapping.js';
import { ImportProgramInput, ImportProgramPayload } from './import.type.js';

@Resolver(() => EventType)
export class ImportResolver {
  @Allow('program.edit', byEvent)
  @Mutation(() => ImportProgramPayload, {
    description:
      'Takes a program into the draft as one edit: sessions of the same key are changed, others added. All or nothing. BAD_INPUT with the place of each problem in the file, such as `rows.12.start` or `events.57.title`, at most 100; NOT_FOUND for an upload that is not your own, or was used; CONFLICT.',
  })
  async importProgram(
    @InEvent() ctx: EventCtx,
    @Args('input', { description: 'What to do, by its own type.' })
    { uploadId, format, replace, dryRun }: ImportProgramInput,
  ): Promise<ImportProgramPayload> {
    const report = await importUploadedProgram(ctx, {
      uploadId,
      format: format ?? null,
      replace: replace ?? false,
      dryRun: dryRun ?? false,
    });
    return toImportPayload(report, ctx.event);
  }
}
