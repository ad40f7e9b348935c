import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  appearanceRole,
  appearanceState,
  cueKind,
  trackKind,
  trackPart,
  type AppearanceRole,
  type AppearanceState,
  type CueKind,
  type TrackKind,
  type TrackPart,
} from '../domain/content.js';
import { LocalTextType } from '@plenary/platform/graphql';
import { PersonType } from '@plenary/event/graphql';

registerEnumType(appearanceState.enum, {
  name: 'AppearanceState',
  description: 'Whether a person has taken on their part.',
});
registerEnumType(trackPart.enum, { name: 'TrackPart', description: "A person's place in a working group." });
registerEnumType(cueKind.enum, {
  name: 'CueKind',
  description: 'A CUE is something to do at a time; a NOTE is something to know.',
});

@ObjectType('Window', { description: 'A stretch of time.' })
export class WindowType {
  @Field({ description: 'Its first instant.' })
  startsAt!: Date;

  @Field({ description: 'The instant after its last.' })
  endsAt!: Date;
}

@ObjectType('DraftRoom', { description: 'A room, as organisers edit it.' })
export class DraftRoomType {
  @Field(() => ID, { description: 'UUIDv7, the same in every release.' })
  id!: string;

  @Field({ description: 'The name that files call it by.' })
  key!: string;

  @Field(() => LocalTextType, { description: 'Its name.' })
  name!: LocalTextType;

  @Field(() => [LocalTextType], { description: 'Its name in every language it has.' })
  names!: LocalTextType[];

  @Field(() => Int, { nullable: true, description: 'How many people it takes; null if that is not known.' })
  capacity!: number | null;

  @Field({ description: 'True for a place that is online only.' })
  virtual!: boolean;

  @Field(() => [WindowType], { description: 'When it can be used; empty for the whole event.' })
  windows!: WindowType[];

  @Field(() => Int, { description: 'What an edit of it has to name.' })
  version!: number;
}

@ObjectType('TrackMember', { description: "A person's place in a working group." })
export class TrackMemberType {
  @Field(() => PersonType, { description: 'Who it is.' })
  person!: PersonType;

  @Field(() => trackPart.enum, { description: 'Their place.' })
  part!: TrackPart;
}

@ObjectType('DraftTrack', { description: 'A track or working group, as organisers edit it.' })
export class DraftTrackType {
  @Field(() => ID, { description: 'UUIDv7, the same in every release.' })
  id!: string;

  @Field({ description: 'The name that files call it by.' })
  key!: string;

  @Field(() => LocalTextType, { description: 'Its name.' })
  name!: LocalTextType;

  @Field(() => [LocalTextType], { description: 'Its name in every language it has.' })
  names!: LocalTextType[];

  @Field(() => trackKind.enum, { description: 'A strand of sessions, or a working group.' })
  kind!: TrackKind;

  @Field(() => Int, { nullable: true, description: 'Members that it takes; null for any number.' })
  capacity!: number | null;

  @Field(() => [TrackMemberType], { description: 'The members of a working group, in order.' })
  members!: TrackMemberType[];

  @Field(() => ID, { nullable: true, description: 'The plenary session that takes note of its report.' })
  notedInId!: string | null;

  @Field(() => Int, { description: 'What an edit of it has to name.' })
  version!: number;
}

@ObjectType('PersonAvailability', { description: 'When a person can be used.' })
export class PersonAvailabilityType {
  @Field(() => ID, { description: 'The id of the person.' })
  personId!: string;

  @Field(() => [WindowType], { description: 'Empty for the whole event.' })
  windows!: WindowType[];

  @Field(() => Int, { description: 'What `setAvailability` has to name; 0 for who is not listed.' })
  version!: number;
}

/** A part in a session, and what its person has answered. */
@ObjectType({ isAbstract: true })
export abstract class AppearanceAnswersType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => appearanceRole.enum, { description: 'Their part.' })
  role!: AppearanceRole;

  @Field(() => appearanceState.enum, { description: 'Whether they have taken it on.' })
  state!: AppearanceState;

  @Field(() => [String], { description: 'Of an INTERPRETER: the languages between which they work.' })
  languages!: string[];

  @Field(() => Boolean, { nullable: true, description: 'Agreed to be recorded; null without an answer.' })
  mayRecord!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Agreed to have their words in the minutes; null without an answer.',
  })
  mayQuote!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Agreed to have their slides published; null without an answer.',
  })
  mayShow!: boolean | null;
}

@ObjectType('DraftAppearance', { description: "A person's part in a session, as organisers edit it." })
export class DraftAppearanceType extends AppearanceAnswersType {
  @Field(() => ID, { nullable: true, description: 'The item they appear in; null for the whole session.' })
  itemId!: string | null;

  @Field(() => PersonType, { description: 'Who appears.' })
  person!: PersonType;
}

@ObjectType('Cue', { description: 'A line of the run book.' })
export class CueType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => cueKind.enum, { description: 'Something to do, or to know.' })
  kind!: CueKind;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes after the session's planned start, negative before it; null without a time.",
  })
  minute!: number | null;

  @Field({ description: 'What is to be done or known.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it.' })
  responsible!: string | null;
}

@ObjectType('JoinLink', { description: 'Where a session is joined online.' })
export class JoinLinkType {
  @Field({ description: '`floor`, or the language of an interpretation channel.' })
  channel!: string;

  @Field({ description: 'An https address.' })
  url!: string;
}

@ObjectType('DraftItem', { description: 'A talk inside a session, as organisers edit it.' })
export class DraftItemType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => [LocalTextType], { description: 'Its title in every language it has.' })
  titles!: LocalTextType[];

  @Field(() => Int, { description: 'How long it is planned to take, in minutes.' })
  minutes!: number;
}
