import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import type { z } from 'zod';
import { questionState, type QuestionState } from '../domain/lifecycle.js';
import { channel, displayPolicy } from '../domain/question-input.js';
import type { Asker } from '../domain/question.js';

registerEnumType(channel.enum, {
  name: 'Channel',
  description: 'Where a question was put: in the room or online.',
});
registerEnumType(displayPolicy.enum, {
  name: 'DisplayPolicy',
  description: 'What may be shown of an asker, by their own choice.',
});
registerEnumType(questionState.enum, { name: 'QuestionState', description: 'Where a question stands.' });

@ObjectType('Answer', { description: 'Who answered a question.' })
export class AnswerType {
  event!: EventRef;
  /** To whom it is shown. */
  viewer!: Viewer;
  language!: string;
  personId!: string | null;

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
  viewer!: Viewer;
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

  @Field(() => channel.enum, { description: 'Where it was put.' })
  channel!: z.output<typeof channel>;

  @Field(() => String, {
    nullable: true,
    description: 'Its text; null where only the minutes have its words.',
  })
  text!: string | null;

  @Field({ description: 'The language it was put in, a BCP 47 code.' })
  language!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The asker as they chose to be shown; null for anonymous, and where the session keeps names back.',
  })
  asker!: string | null;

  @Field(() => displayPolicy.enum, { description: 'What may be shown of the asker.' })
  displayPolicy!: z.output<typeof displayPolicy>;

  @Field(() => questionState.enum, { description: 'Where it stands.' })
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
