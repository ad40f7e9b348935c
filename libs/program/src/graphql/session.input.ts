import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { InEventInput, VersionedInput } from '@plenary/event/graphql';
import {
  AppearanceRole,
  AppearanceState,
  Attribution,
  CueKind,
  SessionKind,
  Visibility,
} from '@plenary/platform/database';
import { LocalTextInput } from '@plenary/platform/graphql';

@InputType({ description: 'Where a session is joined online.' })
class JoinLinkInput {
  @Field({ description: '`floor`, or the language of an interpretation channel.' })
  channel!: string;

  @Field({ description: 'An https address.' })
  url!: string;
}

/** What a session is, but for its kind, title, time and place. */
@InputType({ isAbstract: true })
abstract class SessionFieldsInput extends InEventInput {
  @Field(() => Boolean, { nullable: true, description: 'Whether everybody is expected.' })
  plenary?: boolean | null;

  @Field(() => Visibility, { nullable: true, description: 'Who sees it.' })
  visibility?: Visibility | null;

  @Field(() => Attribution, { nullable: true, description: 'What others may say about it.' })
  attribution?: Attribution | null;

  @Field(() => [LocalTextInput], {
    nullable: true,
    description: 'What it is about, at most 5,000 characters.',
  })
  abstract?: LocalTextInput[] | null;

  @Field(() => [String], { nullable: true, description: 'Spoken languages, BCP 47 codes.' })
  languages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Languages it is interpreted into.' })
  interpretation?: string[] | null;

  @Field(() => [JoinLinkInput], { nullable: true, description: 'Where it is joined online, by channel.' })
  joinLinks?: JoinLinkInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether questions can be put in it.' })
  takesQuestions?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many people it takes.' })
  capacity?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people are expected.' })
  expectedAttendance?: number | null;

  @Field(() => String, { nullable: true, description: 'A word: theatre, boardroom …' })
  setUp?: string | null;

  @Field(() => [String], { nullable: true, description: 'What the hall has to have ready.' })
  equipment?: string[] | null;

  @Field(() => String, { nullable: true, description: "Staff's own, at most 5,000 characters." })
  notes?: string | null;

  @Field(() => ID, { nullable: true, description: 'The track or working group it belongs to.' })
  trackId?: string | null;
}

@InputType({ description: 'A session to make.' })
export class CreateSessionInput extends SessionFieldsInput {
  @Field(() => ID, {
    description: "A UUID of the client's own: a repeat with the same one does nothing twice.",
  })
  clientKey!: string;

  @Field(() => String, { nullable: true, description: 'The name that files call it by; else one is made.' })
  key?: string | null;

  @Field(() => SessionKind, { description: 'What kind of item it is.' })
  kind!: SessionKind;

  @Field(() => [LocalTextInput], { description: 'Its title, at most 200 characters.' })
  title!: LocalTextInput[];

  @Field(() => Date, { nullable: true, description: 'When it starts; null for no time.' })
  startsAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends; null for no time.' })
  endsAt?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Where it takes place; null for nowhere yet.' })
  roomId?: string | null;
}

@InputType({
  description:
    'Other words and properties of a session. What is left out stays; null empties what can be empty.',
})
export class UpdateSessionInput extends SessionFieldsInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => Int, { description: 'Of the row, as the editor has seen it.' })
  version!: number;

  @Field(() => SessionKind, { nullable: true, description: 'What kind of item it is.' })
  kind?: SessionKind | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Its title, at most 200 characters.' })
  title?: LocalTextInput[] | null;
}

/** An edit of one session. */
@InputType({ isAbstract: true })
abstract class SessionEditInput extends VersionedInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;
}

@InputType({
  description:
    'Another time or room of a session. What is left out stays; a new start alone keeps the length.',
})
export class MoveSessionInput extends SessionEditInput {
  @Field(() => Date, { nullable: true, description: 'When it starts; null for no time.' })
  startsAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends; null for no time.' })
  endsAt?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Where it takes place; null for nowhere yet.' })
  roomId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the sessions that follow in its room on its day keep their distance to its end.',
  })
  ripple?: boolean | null;
}

@InputType({ description: 'A session to take out of the draft.' })
export class RemoveSessionInput extends SessionEditInput {}

@InputType({ description: 'A talk inside a session.' })
export class SessionItemInput {
  @Field(() => ID, { nullable: true, description: 'Of an item that is there already.' })
  id?: string | null;

  @Field(() => [LocalTextInput], { description: 'Its title, at most 200 characters.' })
  title!: LocalTextInput[];

  @Field(() => Int, { description: 'How long it is planned to take, 1 to 1,440.' })
  minutes!: number;
}

@InputType({ description: 'The talks inside a session, all of them and in order.' })
export class SetItemsInput extends SessionEditInput {
  @Field(() => [SessionItemInput], { description: 'One that is left out goes, with those who appear in it.' })
  items!: SessionItemInput[];
}

@InputType({ description: "A person's part in a session." })
export class AppearanceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of a part that is there already: what the person has agreed to stays.',
  })
  id?: string | null;

  @Field(() => ID, { nullable: true, description: 'The item they appear in; null for the whole session.' })
  itemId?: string | null;

  @Field(() => ID, { description: 'Who appears.' })
  personId!: string;

  @Field(() => AppearanceRole, { description: 'Their part.' })
  role!: AppearanceRole;

  @Field(() => AppearanceState, {
    nullable: true,
    defaultValue: AppearanceState.INVITED,
    description: 'Whether they have taken it on.',
  })
  state?: AppearanceState | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'Of an INTERPRETER: the languages between which they work.',
  })
  languages?: string[] | null;
}

@InputType({ description: 'Who appears in a session, all of them and in order.' })
export class SetAppearancesInput extends SessionEditInput {
  @Field(() => [AppearanceInput], { description: 'Who is left out goes.' })
  appearances!: AppearanceInput[];
}

@InputType({ description: 'A line of the run book.' })
export class CueInput {
  @Field(() => ID, { nullable: true, description: 'Of a line that is there already.' })
  id?: string | null;

  @Field(() => CueKind, {
    nullable: true,
    defaultValue: CueKind.CUE,
    description: 'Something to do, or to know.',
  })
  kind?: CueKind | null;

  @Field(() => Int, {
    nullable: true,
    description: "Minutes after the session's planned start, negative before it; null without a time.",
  })
  minute?: number | null;

  @Field({ description: 'What is to be done or known, at most 500 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it.' })
  responsible?: string | null;
}

@InputType({ description: "A session's lines of the run book, all of them." })
export class SetCuesInput extends SessionEditInput {
  @Field(() => [CueInput], { description: 'One that is left out goes.' })
  cues!: CueInput[];
}
