import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { RepeatableInput, VersionedInput } from '@plenary/event/graphql';
import { TrackKind, TrackPart } from '@plenary/platform/database';
import { LocalTextInput } from '@plenary/platform/graphql';

const capacity = { nullable: true, description: 'How many people it takes; null if that is not known.' };
const name = { description: 'Its name, at most 100 characters.' };

/** A room or track to make. */
@InputType({ isAbstract: true })
abstract class CreatePlaceInput extends RepeatableInput {
  @Field(() => String, { nullable: true, description: 'The name that files call it by; else one is made.' })
  key?: string | null;

  @Field(() => [LocalTextInput], name)
  name!: LocalTextInput[];

  @Field(() => Int, capacity)
  capacity?: number | null;
}

/** An edit of a room. */
@InputType({ isAbstract: true })
abstract class RoomEditInput extends VersionedInput {
  @Field(() => ID, { description: 'The room.' })
  roomId!: string;
}

/** An edit of a track. */
@InputType({ isAbstract: true })
abstract class TrackEditInput extends VersionedInput {
  @Field(() => ID, { description: 'The track or working group.' })
  trackId!: string;
}

@InputType({ description: 'A room to make.' })
export class CreateRoomInput extends CreatePlaceInput {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True for a place that is online only.',
  })
  virtual?: boolean | null;
}

@InputType({ description: 'Other properties of a room. What is left out stays; null empties.' })
export class UpdateRoomInput extends RoomEditInput {
  @Field(() => [LocalTextInput], { nullable: true, ...name })
  name?: LocalTextInput[] | null;

  @Field(() => Int, capacity)
  capacity?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True for a place that is online only.' })
  virtual?: boolean | null;
}

@InputType({ description: 'A room to take out of the draft.' })
export class RemoveRoomInput extends RoomEditInput {}

@InputType({ description: 'A track or working group to make.' })
export class CreateTrackInput extends CreatePlaceInput {
  @Field(() => TrackKind, {
    nullable: true,
    defaultValue: TrackKind.STRAND,
    description: 'Which of the two it is.',
  })
  kind?: TrackKind | null;
}

@InputType({ description: 'Other properties of a track. What is left out stays; null empties.' })
export class UpdateTrackInput extends TrackEditInput {
  @Field(() => [LocalTextInput], { nullable: true, ...name })
  name?: LocalTextInput[] | null;

  @Field(() => Int, capacity)
  capacity?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The plenary session that takes note of the report of a working group.',
  })
  notedInId?: string | null;
}

@InputType({ description: 'A track or working group to take out of the draft.' })
export class RemoveTrackInput extends TrackEditInput {}

@InputType({ description: "A person's place in a working group." })
export class TrackMemberInput {
  @Field(() => ID, { description: 'Who it is.' })
  personId!: string;

  @Field(() => TrackPart, { nullable: true, defaultValue: TrackPart.MEMBER, description: 'Their place.' })
  part?: TrackPart | null;
}

@InputType({ description: 'Who belongs to a working group, all of them and in order.' })
export class SetMembersInput extends TrackEditInput {
  @Field(() => [TrackMemberInput], { description: 'One chair at most.' })
  members!: TrackMemberInput[];
}
