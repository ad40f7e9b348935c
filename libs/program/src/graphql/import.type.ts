import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DraftChangeType } from './edit.type.js';
import { ProgramFindingType } from './program.type.js';

export enum ProgramFileFormat {
  JSON = 'JSON',
  CSV = 'CSV',
  XLSX = 'XLSX',
  SCHEDULE_XML = 'SCHEDULE_XML',
  SCHEDULE_JSON = 'SCHEDULE_JSON',
}

registerEnumType(ProgramFileFormat, {
  name: 'ProgramFileFormat',
  description:
    'What a program is read from: our own JSON (plenary-event/1), a table, or the schedule of frab, pretalx and others.',
});

@InputType({ description: 'A file to take into the draft.' })
export class ImportProgramInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => ID, { description: 'Of a file that was sent to `/uploads` for the purpose `program`.' })
  uploadId!: string;

  @Field(() => ProgramFileFormat, { nullable: true, description: 'Else it is recognised by its content.' })
  format?: ProgramFileFormat | null;

  // Nullable, without a default: the compiled executor asks for a default of a required field as if it had none.
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether sessions go that the file does not have, of our own JSON also rooms and tracks. By default they stay.',
  })
  replace?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to tell only what would happen: nothing is saved, and the upload can be used again. By default it happens.',
  })
  dryRun?: boolean | null;
}

@ObjectType('ImportProgramPayload', {
  description: 'What a file did to the draft or, of a dry run, would do.',
})
export class ImportProgramPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of the edit, to undo it by; null of a dry run, and where nothing changed.',
  })
  edit!: number | null;

  @Field(() => [DraftChangeType], { description: 'What changed: nothing else did.' })
  changes!: DraftChangeType[];

  @Field(() => [String], {
    description: 'The keys of people whom the event did not have. Undoing the edit leaves them.',
  })
  peopleAdded!: string[];

  @Field(() => [String], { description: 'What was left aside, or had to be interpreted.' })
  notes!: string[];

  @Field(() => [ProgramFindingType], { description: 'What the rules find with it, and did not before.' })
  findingsCome!: ProgramFindingType[];

  @Field(() => [ProgramFindingType], { description: 'What the rules found before, and do not with it.' })
  findingsGone!: ProgramFindingType[];
}
