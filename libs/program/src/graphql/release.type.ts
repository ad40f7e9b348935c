import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { WaiverInput } from './program.type.js';

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

@InputType({ description: 'When the draft is to be released.' })
export class ScheduleReleaseInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field({ description: 'An instant to come.' })
  at!: Date;

  @Field(() => [WaiverInput], { nullable: true, defaultValue: [], description: 'Findings to let stand.' })
  waivers?: WaiverInput[] | null;
}

@InputType({ description: 'The release that is not to come.' })
export class CancelScheduledReleaseInput {
  @Field({ description: "The event's slug." })
  event!: string;
}
