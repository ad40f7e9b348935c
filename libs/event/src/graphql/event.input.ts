import { Field, InputType, Int } from '@nestjs/graphql';
import { EventMode } from '@plenary/platform/database';
import { LocalTextInput } from '@plenary/platform/graphql';

@InputType({ description: 'Where an event takes place.' })
class VenueInput {
  @Field(() => [LocalTextInput], { description: 'The name of the house.' })
  name!: LocalTextInput[];

  @Field(() => [LocalTextInput], { description: 'The city.' })
  city!: LocalTextInput[];

  @Field({ description: 'The country, as an ISO 3166-1 code of two letters.' })
  country!: string;
}

@InputType({ description: 'A meeting that recurs.' })
export class SeriesInput {
  @Field({ description: 'The first part of the symbol of its documents: 2 to 12 capitals and digits.' })
  code!: string;

  @Field(() => [LocalTextInput], { description: 'Its name.' })
  name!: LocalTextInput[];
}

/** What an event can have, and need not. */
@InputType({ isAbstract: true })
abstract class EventFactsInput {
  @Field(() => Int, { nullable: true, description: 'Its place in a series, from 1.' })
  ordinal?: number | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'The disclaimer printed in its minutes.' })
  disclaimer?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'What it is about.' })
  theme?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Who holds it.' })
  organiser?: LocalTextInput[] | null;

  @Field(() => VenueInput, { nullable: true, description: 'Where it takes place.' })
  venue?: VenueInput | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'How its minutes may be quoted.' })
  quotingRule?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], {
    nullable: true,
    description: 'Shown on every page and file of the event.',
  })
  notice?: LocalTextInput[] | null;
}

@InputType({ description: 'An event to make.' })
export class CreateEventInput extends EventFactsInput {
  @Field({ description: 'The last part of its address: lower-case letters, digits and single hyphens.' })
  slug!: string;

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

  @Field(() => SeriesInput, {
    nullable: true,
    description: 'The series it belongs to; made where there is none of its code.',
  })
  series?: SeriesInput | null;
}

@InputType({
  description: 'Other facts of an event. What is left out stays; null empties what can be empty.',
})
export class UpdateEventInput extends EventFactsInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field(() => Int, { description: 'Of the event, as the editor has seen it.' })
  version!: number;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Its title.' })
  title?: LocalTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Its first day in its time zone, YYYY-MM-DD.' })
  startsOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Its last day in its time zone, YYYY-MM-DD.' })
  endsOn?: string | null;

  @Field(() => String, { nullable: true, description: 'The IANA name of its time zone.' })
  timeZone?: string | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 codes.' })
  languages?: string[] | null;

  @Field(() => EventMode, { nullable: true, description: 'How it can be attended.' })
  mode?: EventMode | null;
}
