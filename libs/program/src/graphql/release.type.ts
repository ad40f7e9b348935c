import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('ScheduledRelease', {
  description: 'A release of the draft, as it stands then, that is to come.',
})
export class ScheduledReleaseType {
  @Field({ description: 'When it is made, within half a minute.' })
  at!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was not made when it was due; null while it waits.',
  })
  failure!: string | null;
}
