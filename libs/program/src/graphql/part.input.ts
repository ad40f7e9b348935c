import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { InEventInput, RepeatableInput } from '@plenary/event/graphql';
import { MaterialKind } from '@plenary/platform/database';
import { WindowInput } from './edit.input.js';

@InputType({ description: 'An invitation to answer.' })
export class AnswerInput extends InEventInput {
  @Field(() => ID, { description: "One's own part in a session." })
  appearanceId!: string;

  @Field(() => Int, { description: 'Of the session, as one has seen it: its time may have changed since.' })
  version!: number;
}

@InputType({
  description:
    'What one agrees to in a part of one’s own. What is left out stays; null takes an answer back.',
})
export class SetConsentInput extends AnswerInput {
  @Field(() => Boolean, { nullable: true, description: 'To be recorded.' })
  mayRecord?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'To have the words in the minutes.' })
  mayQuote?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'To have the slides published.' })
  mayShow?: boolean | null;
}

@InputType({ description: 'When one can be used in the event.' })
export class SetOwnAvailabilityInput extends InEventInput {
  @Field(() => Int, { description: 'Of the availability, as one has seen it: 0 where there is none.' })
  version!: number;

  @Field(() => [WindowInput], { description: 'Apart from each other; none for the whole event.' })
  windows!: WindowInput[];
}

@InputType({ description: 'A file for a session in which one appears.' })
export class AddMaterialInput extends RepeatableInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => MaterialKind, { description: 'What it is.' })
  kind!: MaterialKind;

  @Field({ description: 'What it is called, at most 200 characters.' })
  title!: string;

  @Field(() => ID, {
    description:
      'An upload of the purpose `material`: a PDF, PPTX, DOCX, JPEG or PNG of at most 50 MB, without macros.',
  })
  uploadId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may be published; null for no answer yet.',
  })
  mayPublish?: boolean | null;
}

@InputType({ description: 'Other words for a file of one’s own. What is left out stays.' })
export class UpdateMaterialInput extends InEventInput {
  @Field(() => ID, { description: 'The material.' })
  materialId!: string;

  @Field(() => String, { nullable: true, description: 'What it is called, at most 200 characters.' })
  title?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may be published; null takes the answer back.',
  })
  mayPublish?: boolean | null;
}

@InputType({ description: 'A file of one’s own to take away.' })
export class RemoveMaterialInput extends InEventInput {
  @Field(() => ID, { description: 'The material.' })
  materialId!: string;
}
