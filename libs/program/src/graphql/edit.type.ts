import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalTextType, pageType } from '@plenary/platform/graphql';
import { z } from 'zod';
import { DraftRoomType, DraftTrackType, PersonAvailabilityType } from './draft.type.js';
import { ProgramLimitsType } from './program-draft.type.js';
import { ProgramFindingType } from './program.type.js';
import { DraftSessionType } from './session.type.js';

const draftRowKind = z.enum(['ROOM', 'TRACK', 'AVAILABILITY', 'SESSION', 'LIMITS']);
export type DraftRowKind = z.output<typeof draftRowKind>;

registerEnumType(draftRowKind.enum, {
  name: 'DraftRowKind',
  description: 'What an edit of the draft can change.',
});

@ObjectType('DraftChange', { description: 'One row of the draft, as it was and as it is.' })
export class DraftChangeType {
  @Field(() => draftRowKind.enum, { description: 'What kind of row it is.' })
  kind!: DraftRowKind;

  @Field(() => ID, { description: 'Its id; of an availability that of the person, of the limits `limits`.' })
  id!: string;

  @Field(() => LocalTextType, {
    nullable: true,
    description: 'Its title or name; null for an availability and for the limits.',
  })
  title!: LocalTextType | null;

  @Field(() => [String], { description: 'The fields that differ; all of them where it came or went.' })
  fields!: string[];

  @Field(() => String, { nullable: true, description: 'What it was, as JSON; null where it was not there.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is, as JSON; null where it went.' })
  after!: string | null;
}

@ObjectType('ProgramEdit', { description: 'What somebody changed in the draft.' })
export class ProgramEditType {
  @Field(() => Int, { description: 'Counts the edits of the event from 1.' })
  number!: number;

  @Field({ description: 'The operation, such as `moveSession`.' })
  operation!: string;

  @Field({ description: 'When it was made.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'The account that made it; null for the command line.' })
  accountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The person, where it was made by the link of their part.',
  })
  personId!: string | null;

  @Field(() => [DraftChangeType], { description: 'What it changed.' })
  changes!: DraftChangeType[];

  @Field(() => Int, { nullable: true, description: 'The edit that it takes back.' })
  undoes!: number | null;

  @Field(() => Int, { nullable: true, description: 'The edit that has taken it back.' })
  undoneBy!: number | null;
}

export const ProgramEditPageType = pageType(ProgramEditType, 'ProgramEditPage', {
  description: 'A page of edits.',
  nodes: 'The edits of this page.',
});
export type ProgramEditPageType = InstanceType<typeof ProgramEditPageType>;

@ObjectType('ProgramEditPayload', { description: 'What an edit of the draft did.' })
export class ProgramEditPayload {
  @Field(() => Int, { nullable: true, description: 'Its number, to undo it by; null where nothing changed.' })
  edit!: number | null;

  @Field(() => [DraftSessionType], { description: 'The sessions that it changed, as they stand.' })
  sessions!: DraftSessionType[];

  @Field(() => [DraftRoomType], { description: 'The rooms that it changed, as they stand.' })
  rooms!: DraftRoomType[];

  @Field(() => [DraftTrackType], { description: 'The tracks that it changed, as they stand.' })
  tracks!: DraftTrackType[];

  @Field(() => [PersonAvailabilityType], { description: 'The availabilities that it changed.' })
  availability!: PersonAvailabilityType[];

  @Field(() => ProgramLimitsType, { nullable: true, description: 'The limits, where it changed them.' })
  limits!: ProgramLimitsType | null;

  @Field(() => [ID], { description: 'The rows that it took out of the draft.' })
  removed!: string[];

  @Field(() => [ProgramFindingType], { description: 'What the rules find now, and did not before.' })
  findingsCome!: ProgramFindingType[];

  @Field(() => [ProgramFindingType], { description: 'What the rules found before, and do not any more.' })
  findingsGone!: ProgramFindingType[];
}

@ObjectType('EditPreview', { description: 'What an edit would do.' })
export class EditPreviewType {
  @Field(() => [DraftChangeType], { description: 'What it would change.' })
  changes!: DraftChangeType[];

  @Field(() => [ProgramFindingType], { description: 'What the rules would find, and do not now.' })
  findingsCome!: ProgramFindingType[];

  @Field(() => [ProgramFindingType], { description: 'What the rules find now, and would not any more.' })
  findingsGone!: ProgramFindingType[];
}

@ObjectType('DraftState', { description: 'How far the draft has come.' })
export class DraftStateType {
  @Field(() => Int, { description: 'The number of the last edit; 0 before the first.' })
  lastEdit!: number;

  @Field(() => [ProgramEditType], {
    description:
      'The last edits, at most 20, the latest first: a client that missed more reads `programEdits`.',
  })
  edits!: ProgramEditType[];
}
