import { Field, InputType, Int } from '@nestjs/graphql';
import { EventMode } from '@plenary/platform/database';
import { LocalTextInput } from '@plenary/platform/graphql';

@InputType({ description: 'An event to make.' })
export class CreateEventInput {
  @Field({ description: 'The last part of its address: lower-case letters, digits and single hyphens.' })
  slug!: string;

  @Field(() => Int, { nullable: true, description: 'Its place in a series, from 1.' })
  ordinal?: number | null;

  @Field(() => [LocalTextInput], { description: 'Its title in one or more languages.' })
  title!: LocalTextInput[];

  @Field({ description: 'Its first day in its time zone, YYYY-MM-DD.' })
  startsOn!: string;

  @Field({ description: 'Its last day in its time zone, YYYY-MM-DD.' })
  endsOn!: string;

  @Field({ description: 'The IANA name of its time zone.' })
  timeZone!: string;

  @Field(() => [String], { description: 'BCP 47 codes; the first stands in for missing texts.' })
  languages!: string[];

  @Field(() => EventMode, { description: 'How it can be attended.' })
  mode!: EventMode;

  @Field(() => [LocalTextInput], { nullable: true, description: 'The disclaimer printed in its minutes.' })
  disclaimer?: LocalTextInput[] | null;
}
