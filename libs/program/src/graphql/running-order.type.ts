import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { runningState, type RunningState } from '../domain/running-order.js';

registerEnumType(runningState.enum, {
  name: 'RunningState',
  description: 'How far a session has come on the day.',
});

@ObjectType('RunningSession', { description: 'A session of the release, as the day has it.' })
export class RunningSessionType {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => runningState.enum, { description: 'How far it has come.' })
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
