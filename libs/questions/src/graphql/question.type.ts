import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { Channel, DisplayPolicy, QuestionState } from '@plenary/platform/database';
import type { Asker } from '../domain/question.js';

registerEnumType(Channel, {
  name: 'Channel',
  description: 'Where a question was put: in the room or online.',
});
registerEnumType(DisplayPolicy, {
  name: 'DisplayPolicy',
  description: 'What may be shown of an asker, by their own choice.',
});
registerEnumType(QuestionState, { name: 'QuestionState', description: 'Where a question stands.' });

@ObjectType('Answer', { description: 'Who answered a question.' })
export class AnswerType {
  event!: EventRef;
  language!: string;
  personId!: string;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The session in which it was answered.' })
  sessionId!: string;
}

@ObjectType('AskerRecord', { description: 'Who asked, as recorded. For moderators only.' })
export class AskerRecordType {
  @Field(() => String, { nullable: true, description: 'Their name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Where they come from.' })
  affiliation!: string | null;
}

@ObjectType('Question', { description: 'What someone asks in a session.' })
export class QuestionType {
  event!: EventRef;
  spoken!: string;
  record!: Asker;
  readById!: string | null;
  addresseeIds!: readonly string[];

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The session in which it was put.' })
  sessionId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Its number on record, given with the draft of the minutes.',
  })
  number!: number | null;

  @Field(() => Channel, { description: 'Where it was put.' })
  channel!: Channel;

  @Field(() => String, {
    nullable: true,
    description: 'Its text; null where only the minutes have its words.',
  })
  text!: string | null;

  @Field({ description: 'The language it was put in, a BCP 47 code.' })
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The asker as they chose to be shown; null for anonymous.',
  })
  asker!: string | null;

  @Field(() => DisplayPolicy, { description: 'What may be shown of the asker.' })
  displayPolicy!: DisplayPolicy;

  @Field(() => QuestionState, { description: 'Where it stands.' })
  state!: QuestionState;

  @Field(() => [AnswerType], { description: 'Who answered it, in order.' })
  answers!: AnswerType[];

  @Field(() => Int, { description: 'Counts its edits; an edit names the version it saw.' })
  version!: number;
}

@ObjectType('SessionLive', { description: 'What the viewer may see of the questions of a session.' })
export class SessionLiveType {
  @Field(() => QuestionType, { nullable: true, description: 'The question on stage.' })
  onStage!: QuestionType | null;

  @Field(() => [QuestionType], { description: 'The queue, in order; empty for all but moderators.' })
  queue!: QuestionType[];
}

@InputType({ description: 'A question to put.' })
export class SubmitQuestionInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => ID, { description: 'The session to put it in.' })
  sessionId!: string;

  @Field(() => ID, {
    description: 'A UUID of the sender; a repeat with the same one gives the first result.',
  })
  clientKey!: string;

  @Field(() => Channel, { description: 'Where it is put.' })
  channel!: Channel;

  @Field({ description: 'Plain text of 1 to 1,000 characters.' })
  text!: string;

  @Field({ description: 'Its language, a BCP 47 code.' })
  language!: string;

  @Field(() => DisplayPolicy, { description: 'What may be shown of the asker.' })
  displayPolicy!: DisplayPolicy;

  @Field(() => String, { nullable: true, description: "The asker's name." })
  askerName?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the asker comes from.' })
  askerAffiliation?: string | null;
}

@InputType({ description: 'A question to move on.' })
export class QuestionEditInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => ID, { description: 'The question.' })
  questionId!: string;

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number;
}

@InputType({ description: 'Who answered a question.' })
export class RecordAnswerInput extends QuestionEditInput {
  @Field(() => ID, { description: 'Who answered.' })
  personId!: string;

  @Field(() => ID, { nullable: true, description: 'Where, if not in the session in which it was put.' })
  sessionId!: string | null;
}
