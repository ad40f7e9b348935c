import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  appearanceRole,
  sessionKind,
  trackKind,
  visibility,
  type AppearanceRole,
  type SessionKind,
  type TrackKind,
  type Visibility,
} from '../domain/content.js';
import { severity, type Severity } from '../domain/findings/finding.js';
import { programChangeKind, type ProgramChange } from '../domain/release-changes.js';
import { LocalTextType } from '@plenary/platform/graphql';
import { PersonType } from '@plenary/event/graphql';

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

@ObjectType('ProgramSession', { description: 'One item of the program.' })
export class ProgramSessionType {
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

  @Field(() => RoomType, { nullable: true, description: 'Where it takes place.' })
  room!: RoomType | null;

  @Field(() => TrackType, { nullable: true, description: 'The strand or working group it belongs to.' })
  track!: TrackType | null;

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

  @Field(() => [SessionItemType], { description: 'The talks inside it, in order.' })
  items!: SessionItemType[];

  @Field(() => [AppearanceType], { description: 'Who appears in it, in order.' })
  appearances!: AppearanceType[];
}

registerEnumType(programChangeKind.enum, {
  name: 'ProgramChangeKind',
  description: 'What is different between two releases.',
});

@ObjectType('ProgramChange', { description: 'One difference from the release before.' })
export class ProgramChangeType {
  @Field(() => programChangeKind.enum, { description: 'What is different.' })
  kind!: ProgramChange['kind'];

  @Field(() => ID, { description: 'The session it concerns.' })
  sessionId!: string;

  @Field(() => LocalTextType, { description: "The session's title, as it is now or was last." })
  title!: LocalTextType;
}

@ObjectType('Program', { description: 'One release of the program; it never changes.' })
export class ProgramType {
  @Field(() => Int, { description: 'Counts the releases of the event from 1.' })
  release!: number;

  @Field({ description: 'When it was released.' })
  releasedAt!: Date;

  @Field(() => [ProgramSessionType], {
    description: 'Its sessions that who asks may see, in the order of their start.',
  })
  sessions!: ProgramSessionType[];

  @Field(() => [ProgramChangeType], { description: 'What is different from the release before.' })
  changes!: ProgramChangeType[];
}

registerEnumType(severity.enum, {
  name: 'Severity',
  description: 'A BLOCKER that is not waived stops a release.',
});

@ObjectType('ProgramFinding', { description: 'What a rule found in the draft.' })
export class ProgramFindingType {
  @Field(() => ID, { description: 'The same as long as the finding stands; what a waiver names.' })
  id!: string;

  @Field({ description: 'The rule, such as room-overlap.' })
  rule!: string;

  @Field(() => severity.enum, { description: 'How grave it is.' })
  severity!: Severity;

  @Field(() => [ID], { description: 'The sessions it concerns.' })
  sessionIds!: string[];

  @Field(() => [ID], { description: 'The people it concerns.' })
  personIds!: string[];

  @Field({ description: 'What, who and where.' })
  message!: string;

  @Field({ description: 'What would solve it.' })
  fix!: string;
}

@ObjectType('UntimedSession', { description: 'A session that a release left out, for it has no time.' })
export class UntimedSessionType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;
}

@ObjectType('ReleaseProgramPayload', { description: 'What was released.' })
export class ReleaseProgramPayload {
  @Field(() => ProgramType, { description: 'The new release.' })
  program!: ProgramType;

  @Field(() => [UntimedSessionType], { description: 'Sessions that are not in it, for they have no time.' })
  untimed!: UntimedSessionType[];

  @Field(() => Int, { description: 'How many notices were drafted for those whose sessions changed.' })
  noticesDrafted!: number;
}
