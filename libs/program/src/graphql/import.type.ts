import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { programFormat } from '../domain/files/program-format.js';
import { DraftChangeType } from './edit.type.js';
import { ProgramFindingType } from './program.type.js';

registerEnumType(programFormat.enum, {
  name: 'ProgramFileFormat',
  description:
    'What a program is read from: our own JSON (plenary-event/1), a table, or the schedule of frab, pretalx and others.',
});

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
