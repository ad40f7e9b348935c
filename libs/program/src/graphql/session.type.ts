import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PersonType } from '@plenary/event/graphql';
import { LocalTextType } from '@plenary/platform/graphql';
import {
  appearanceRole,
  attribution,
  sessionKind,
  trackKind,
  visibility,
  type AppearanceRole,
  type Attribution,
  type SessionKind,
  type TrackKind,
  type Visibility,
} from '../domain/content.js';
import {
  CueType,
  DraftAppearanceType,
  DraftItemType,
  DraftRoomType,
  DraftTrackType,
  JoinLinkType,
} from './draft.type.js';

registerEnumType(attribution.enum, {
  name: 'Attribution',
  description:
    'What others may say about a session: ON_RECORD all of it, CHATHAM_HOUSE words without names or affiliations, CLOSED its title and time only.',
});
registerEnumType(sessionKind.enum, {
  name: 'SessionKind',
  description: 'What kind of item of the program a session is.',
});
registerEnumType(visibility.enum, {
  name: 'Visibility',
  description:
    'PUBLIC for everybody, PARTICIPANTS for confirmed registrations, INTERNAL for staff and who has a part in it.',
});
registerEnumType(appearanceRole.enum, {
  name: 'AppearanceRole',
  description: "A person's part in a session.",
});
registerEnumType(trackKind.enum, {
  name: 'TrackKind',
  description: 'A strand of sessions, or a working group.',
});

@ObjectType('Room', { description: 'Where a session takes place.' })
export class RoomType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its name.' })
  name!: LocalTextType;

  @Field({ description: 'True for a place that is online only.' })
  virtual!: boolean;
}

@ObjectType('Track', { description: 'A parallel strand of the program, or a working group.' })
export class TrackType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its name.' })
  name!: LocalTextType;

  @Field(() => trackKind.enum, { description: 'Which of the two it is.' })
  kind!: TrackKind;
}

@ObjectType('SessionItem', { description: 'An ordered talk inside a session.' })
export class SessionItemType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => Int, { description: 'How long it is planned to take, in minutes.' })
  minutes!: number;
}

@ObjectType('Appearance', { description: "A person's part in a session or in one of its items." })
export class AppearanceType {
  @Field(() => PersonType, { description: 'Who appears.' })
  person!: PersonType;

  @Field(() => ID, { nullable: true, description: 'The item they appear in; null for the whole session.' })
  itemId!: string | null;

  @Field(() => appearanceRole.enum, { description: 'Their part.' })
  role!: AppearanceRole;

  @Field({ description: 'Whether they have confirmed it.' })
  confirmed!: boolean;

  @Field(() => LocalTextType, {
    nullable: true,
    description: 'A few sentences about them, where they agree that everybody reads it.',
  })
  biography!: LocalTextType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The path of their photograph, where there is one and they agree that everybody sees it.',
  })
  photographUrl!: string | null;
}

/** What a session says in the draft and in a release alike. */
@ObjectType({ isAbstract: true })
export abstract class SessionFactsType {
  @Field(() => ID, { description: 'UUIDv7, the same in every release.' })
  id!: string;

  @Field(() => sessionKind.enum, { description: 'What kind of item it is.' })
  kind!: SessionKind;

  @Field({ description: 'Whether everybody is expected.' })
  plenary!: boolean;

  @Field(() => visibility.enum, { description: 'Who sees it.' })
  visibility!: Visibility;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => LocalTextType, { nullable: true, description: 'What it is about.' })
  abstract!: LocalTextType | null;

  @Field(() => Date, { nullable: true, description: 'When it starts; null in a draft without a time.' })
  startsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends; null in a draft without a time.' })
  endsAt!: Date | null;

  @Field(() => [String], { description: 'Spoken languages, BCP 47 codes.' })
  languages!: string[];

  @Field(() => [String], { description: 'Languages it is interpreted into, BCP 47 codes.' })
  interpretation!: string[];

  @Field({ description: 'Whether questions can be put in it.' })
  takesQuestions!: boolean;
}

@ObjectType('ProgramSession', { description: 'One item of the program.' })
export class ProgramSessionType extends SessionFactsType {
  @Field(() => RoomType, { nullable: true, description: 'Where it takes place.' })
  room!: RoomType | null;

  @Field(() => TrackType, { nullable: true, description: 'The strand or working group it belongs to.' })
  track!: TrackType | null;

  @Field(() => [SessionItemType], { description: 'The talks inside it, in order.' })
  items!: SessionItemType[];

  @Field(() => [AppearanceType], { description: 'Who appears in it, in order.' })
  appearances!: AppearanceType[];
}

@ObjectType('DraftSession', { description: 'One item of the program, as organisers edit it.' })
export class DraftSessionType extends SessionFactsType {
  @Field({ description: 'The name that files call it by.' })
  key!: string;

  @Field(() => attribution.enum, { description: 'What others may say about it.' })
  attribution!: Attribution;

  @Field(() => [LocalTextType], { description: 'Its title in every language it has.' })
  titles!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'What it is about, in every language it has.' })
  abstracts!: LocalTextType[];

  @Field(() => DraftRoomType, { nullable: true, description: 'Where it takes place.' })
  room!: DraftRoomType | null;

  @Field(() => DraftTrackType, { nullable: true, description: 'The track or working group it belongs to.' })
  track!: DraftTrackType | null;

  @Field(() => Date, { nullable: true, description: 'When it really started.' })
  actualStartsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it really ended.' })
  actualEndsAt!: Date | null;

  @Field(() => [JoinLinkType], { description: 'Where it is joined online, by channel.' })
  joinLinks!: JoinLinkType[];

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
