import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum RunningState {
  UPCOMING = 'UPCOMING',
  RUNNING = 'RUNNING',
  ENDED = 'ENDED',
}

registerEnumType(RunningState, {
  name: 'RunningState',
  description: 'How far a session has come on the day.',
});

@ObjectType('RunningSession', { description: 'A session of the release, as the day has it.' })
export class RunningSessionType {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => RunningState, { description: 'How far it has come.' })
  state!: RunningState;

  @Field({ description: 'When it started, or is going to start as far as is known.' })
  startsAt!: Date;

  @Field({ description: 'When it ended, or is going to end as far as is known.' })
  endsAt!: Date;

  @Field(() => Int, { description: "Minutes after the release's time; 0 in time or early." })
  lateMinutes!: number;
}

@ObjectType('ActualTimes', { description: 'When a session really started and ended.' })
export class ActualTimesType {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => Date, { nullable: true, description: 'Null if it has not started.' })
  actualStartsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Null if it has not ended.' })
  actualEndsAt!: Date | null;
}

@InputType({ description: 'A session that starts or ends.' })
export class RunSessionInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => Date, { nullable: true, description: 'The instant; now without it.' })
  at?: Date | null;
}

@InputType({ description: 'When a session really started and ended, set or corrected afterwards.' })
export class SetActualTimesInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => Date, { nullable: true, description: 'The start that the editor has seen; null for none.' })
  seenStartsAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'The end that the editor has seen; null for none.' })
  seenEndsAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it started; null if it did not.' })
  startsAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended; null if it did not.' })
  endsAt?: Date | null;
}
