import { Field, ID, InputType, Int } from '@nestjs/graphql';

/** What every input of an operation in an event names. */
@InputType({ isAbstract: true })
export abstract class InEventInput {
  @Field({ description: "The event's slug." })
  event!: string;
}

/** Of what a flaky network may repeat. */
@InputType({ isAbstract: true })
export abstract class RepeatableInput extends InEventInput {
  @Field(() => ID, {
    description: "A UUID of the client's own: a repeat with the same one does nothing twice.",
  })
  clientKey!: string;
}

/** Of an edit of a row. */
@InputType({ isAbstract: true })
export abstract class VersionedInput extends InEventInput {
  @Field(() => Int, { description: 'Of the row, as the editor has seen it.' })
  version!: number;
}
