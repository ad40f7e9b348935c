import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { InEventInput, VersionedInput } from '@plenary/event/graphql';
import {
  CreateRoomInput,
  CreateTrackInput,
  RemoveRoomInput,
  RemoveTrackInput,
  SetMembersInput,
  UpdateRoomInput,
  UpdateTrackInput,
} from './place.input.js';
import {
  CreateSessionInput,
  MoveSessionInput,
  RemoveSessionInput,
  SetAppearancesInput,
  SetCuesInput,
  SetItemsInput,
  UpdateSessionInput,
} from './session.input.js';

@InputType({ description: 'A stretch of time.' })
export class WindowInput {
  @Field({ description: 'Its first instant.' })
  startsAt!: Date;

  @Field({ description: 'The instant after its last.' })
  endsAt!: Date;
}

@InputType({ description: 'When a person or a room can be used: one of the two is named.' })
export class SetAvailabilityInput extends InEventInput {
  @Field(() => ID, { nullable: true, description: 'The person.' })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The room.' })
  roomId?: string | null;

  @Field(() => Int, {
    description: 'Of the room, or of the availability of the person: 0 where there is none.',
  })
  version!: number;

  @Field(() => [WindowInput], { description: 'Apart from each other; none for the whole event.' })
  windows!: WindowInput[];
}

@InputType({
  description:
    'Other numbers for the rules of the program to go by, in minutes. What is left out stays; null brings back the usual number.',
})
export class SetProgramLimitsInput extends VersionedInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Between two sessions of one room with another track or set-up, 0 to 240.',
  })
  changeover?: number | null;

  @Field(() => Int, { nullable: true, description: 'For a person from one room to another, 0 to 240.' })
  walk?: number | null;

  @Field(() => Int, { nullable: true, description: 'That interpreters work without a break, 10 to 600.' })
  interpreters?: number | null;

  @Field(() => Int, { nullable: true, description: 'That an audience sits without a break, 30 to 600.' })
  sitting?: number | null;

  @Field(() => Int, { nullable: true, description: 'From which on a gap counts as a break, 1 to 120.' })
  pause?: number | null;
}

@InputType({ description: 'An edit to take back.' })
export class UndoProgramEditInput extends InEventInput {
  @Field(() => Int, { description: 'Its number.' })
  edit!: number;
}

@InputType({
  description: 'An edit to look at before it is made: one of them is given, as to the operation of its name.',
})
export class PreviewEditInput extends InEventInput {
  @Field(() => CreateSessionInput, { nullable: true, description: 'As to `createSession`.' })
  createSession?: CreateSessionInput | null;

  @Field(() => UpdateSessionInput, { nullable: true, description: 'As to `updateSession`.' })
  updateSession?: UpdateSessionInput | null;

  @Field(() => MoveSessionInput, { nullable: true, description: 'As to `moveSession`.' })
  moveSession?: MoveSessionInput | null;

  @Field(() => RemoveSessionInput, { nullable: true, description: 'As to `removeSession`.' })
  removeSession?: RemoveSessionInput | null;

  @Field(() => SetItemsInput, { nullable: true, description: 'As to `setItems`.' })
  setItems?: SetItemsInput | null;

  @Field(() => SetAppearancesInput, { nullable: true, description: 'As to `setAppearances`.' })
  setAppearances?: SetAppearancesInput | null;

  @Field(() => SetCuesInput, { nullable: true, description: 'As to `setCues`.' })
  setCues?: SetCuesInput | null;

  @Field(() => CreateRoomInput, { nullable: true, description: 'As to `createRoom`.' })
  createRoom?: CreateRoomInput | null;

  @Field(() => UpdateRoomInput, { nullable: true, description: 'As to `updateRoom`.' })
  updateRoom?: UpdateRoomInput | null;

  @Field(() => RemoveRoomInput, { nullable: true, description: 'As to `removeRoom`.' })
  removeRoom?: RemoveRoomInput | null;

  @Field(() => CreateTrackInput, { nullable: true, description: 'As to `createTrack`.' })
  createTrack?: CreateTrackInput | null;

  @Field(() => UpdateTrackInput, { nullable: true, description: 'As to `updateTrack`.' })
  updateTrack?: UpdateTrackInput | null;

  @Field(() => RemoveTrackInput, { nullable: true, description: 'As to `removeTrack`.' })
  removeTrack?: RemoveTrackInput | null;

  @Field(() => SetMembersInput, { nullable: true, description: 'As to `setMembers`.' })
  setMembers?: SetMembersInput | null;

  @Field(() => SetAvailabilityInput, { nullable: true, description: 'As to `setAvailability`.' })
  setAvailability?: SetAvailabilityInput | null;

  @Field(() => SetProgramLimitsInput, { nullable: true, description: 'As to `setProgramLimits`.' })
  setProgramLimits?: SetProgramLimitsInput | null;
}
