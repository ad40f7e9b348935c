import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  appearanceRole,
  appearanceState,
  attribution,
  cueKind,
  sessionKind,
  trackKind,
  trackPart,
  visibility,
  type AppearanceRole,
  type AppearanceState,
  type Attribution,
  type CueKind,
  type SessionKind,
  type TrackKind,
  type TrackPart,
  type Visibility,
} from '../domain/content.js';
import { LocalTextType } from '@plenary/platform/graphql';
import { PersonType } from '@plenary/event/graphql';

registerEnumType(attribution.enum, {
  name: 'Attribution',
  description:
    'What others may say about a session: ON_RECORD all of it, CHATHAM_HOUSE words without names or affiliations, CLOSED its title and time only.',
});
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

@ObjectType('DraftSession', { description: 'One item of the program, as organisers edit it.' })
export class DraftSessionType {
  @Field(() => ID, { description: 'UUIDv7, the same in every release.' })
  id!: string;

  @Field({ description: 'The name that files call it by.' })
  key!: string;

  @Field(() => sessionKind.enum, { description: 'What kind of item it is.' })
  kind!: SessionKind;

  @Field({ description: 'Whether everybody is expected.' })
  plenary!: boolean;

  @Field(() => visibility.enum, { description: 'Who sees it.' })
  visibility!: Visibility;

  @Field(() => attribution.enum, { description: 'What others may say about it.' })
  attribution!: Attribution;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => [LocalTextType], { description: 'Its title in every language it has.' })
  titles!: LocalTextType[];

  @Field(() => LocalTextType, { nullable: true, description: 'What it is about.' })
  abstract!: LocalTextType | null;

  @Field(() => [LocalTextType], { description: 'What it is about, in every language it has.' })
  abstracts!: LocalTextType[];

  @Field(() => DraftRoomType, { nullable: true, description: 'Where it takes place.' })
  room!: DraftRoomType | null;

  @Field(() => DraftTrackType, { nullable: true, description: 'The track or working group it belongs to.' })
  track!: DraftTrackType | null;

  @Field(() => Date, { nullable: true, description: 'When it starts; null without a time.' })
  startsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends; null without a time.' })
  endsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it really started.' })
  actualStartsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it really ended.' })
  actualEndsAt!: Date | null;

  @Field(() => [String], { description: 'Spoken languages, BCP 47 codes.' })
  languages!: string[];

  @Field(() => [String], { description: 'Languages it is interpreted into, BCP 47 codes.' })
  interpretation!: string[];

  @Field(() => [JoinLinkType], { description: 'Where it is joined online, by channel.' })
  joinLinks!: JoinLinkType[];

  @Field({ description: 'Whether questions can be put in it.' })
  takesQuestions!: boolean;

  @Field(() => Int, { nullable: true, description: 'How many people it takes, where the room takes more.' })
  capacity!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people are expected.' })
  expectedAttendance!: number | null;

  @Field(() => String, { nullable: true, description: 'A word: theatre, boardroom …' })
  setUp!: string | null;

  @Field(() => [String], { description: 'What the hall has to have ready.' })
  equipment!: string[];

  @Field(() => String, { nullable: true, description: "Staff's own." })
  notes!: string | null;

  @Field(() => [DraftItemType], { description: 'The talks inside it, in order.' })
  items!: DraftItemType[];

  @Field(() => [DraftAppearanceType], { description: 'Who appears in it, in order, the declined too.' })
  appearances!: DraftAppearanceType[];

  @Field(() => [CueType], { description: 'Its lines of the run book.' })
  cues!: CueType[];

  @Field(() => Int, { description: 'What an edit of it has to name.' })
  version!: number;
}

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
