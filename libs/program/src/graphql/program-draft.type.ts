import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DraftRoomType, DraftTrackType, PersonAvailabilityType } from './draft.type.js';
import { DraftSessionType } from './session.type.js';

@ObjectType('ProgramLimits', {
  description: "The numbers that the rules of an event's program go by, in minutes.",
})
export class ProgramLimitsType {
  @Field(() => Int, {
    description: 'Between two sessions of one room with another track or set-up; usually 5.',
  })
  changeover!: number;

  @Field(() => Int, { description: 'For a person from one room to another; usually 10.' })
  walk!: number;

  @Field(() => Int, { description: 'That interpreters work without a break; usually 120.' })
  interpreters!: number;

  @Field(() => Int, { description: 'That an audience sits without a break; usually 150.' })
  sitting!: number;

  @Field(() => Int, { description: 'From which on a gap counts as a break; usually 10.' })
  pause!: number;

  @Field(() => Int, { description: 'What an edit of them has to name; 0 before the first.' })
  version!: number;
}

@ObjectType('ProgramDraft', { description: 'The program as organisers edit it.' })
export class ProgramDraftType {
  @Field(() => [DraftSessionType], { description: 'Every session, by time, those without one last.' })
  sessions!: DraftSessionType[];

  @Field(() => [DraftRoomType], { description: 'Every room, by key.' })
  rooms!: DraftRoomType[];

  @Field(() => [DraftTrackType], { description: 'Every track and working group, by key.' })
  tracks!: DraftTrackType[];

  @Field(() => [PersonAvailabilityType], { description: 'Who can not be used for the whole event.' })
  availability!: PersonAvailabilityType[];

  @Field(() => ProgramLimitsType, { description: 'The numbers that its rules go by.' })
  limits!: ProgramLimitsType;
}
