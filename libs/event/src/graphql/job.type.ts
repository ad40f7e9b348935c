import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { workState, type WorkState } from '@plenary/platform/queue';

registerEnumType(workState.enum, {
  name: 'JobState',
  description: 'A FAILED job is not tried again by itself.',
});

@ObjectType('Job', { description: 'Work that a change has asked for and that is not done.' })
export class JobType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The event that it belongs to; null for none.' })
  eventId!: string | null;

  @Field({ description: 'What kind of work it is.' })
  job!: string;

  @Field(() => workState.enum, { description: 'Where it stands.' })
  state!: WorkState;

  @Field({ description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed, without personal data.' })
  failure!: string | null;
}
