import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import type { z } from 'zod';
import { eventMode } from '../domain/event-input.js';
import { eventState, type EventState } from '../domain/lifecycle.js';
import { LocalTextType } from '@plenary/platform/graphql';

registerEnumType(eventMode.enum, { name: 'EventMode', description: 'How an event can be attended.' });
registerEnumType(eventState.enum, {
  name: 'EventState',
  description: 'DRAFT is seen by staff only; its first release makes an event PUBLISHED.',
});

@ObjectType('Venue', { description: 'Where an event takes place.' })
export class VenueType {
  @Field(() => LocalTextType, { description: 'The name of the house.' })
  name!: LocalTextType;

  @Field(() => LocalTextType, { description: 'The city.' })
  city!: LocalTextType;

  @Field({ description: 'The country, as an ISO 3166-1 code of two letters.' })
  country!: string;
}

@ObjectType('Event', { description: 'One meeting.' })
export class EventType {
  /** What operations in this event work with. */
  ref!: EventRef;

  /** To whom it is shown. */
  viewer!: Viewer;

  /** The language in which its texts were asked for. */
  language!: string;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'The last part of its address, and its name in every operation.' })
  slug!: string;

  @Field(() => String, { nullable: true, description: 'The code of its series, such as IPSS.' })
  series!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place in the series: 12 for the 12th.' })
  ordinal!: number | null;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => LocalTextType, { nullable: true, description: 'What it is about.' })
  theme!: LocalTextType | null;

  @Field(() => LocalTextType, { nullable: true, description: 'Who holds it.' })
  organiser!: LocalTextType | null;

  @Field(() => VenueType, { nullable: true, description: 'Where it takes place; null for an online event.' })
  venue!: VenueType | null;

  @Field({ description: 'Its first day in its time zone, YYYY-MM-DD.' })
  startsOn!: string;

  @Field({ description: 'Its last day in its time zone, YYYY-MM-DD.' })
  endsOn!: string;

  @Field({ description: 'The IANA name of its time zone, in which its times are shown.' })
  timeZone!: string;

  @Field(() => [String], {
    description: 'Its languages, BCP 47 codes; the first stands in for missing texts.',
  })
  languages!: string[];

  @Field(() => eventMode.enum, { description: 'How it can be attended.' })
  mode!: z.output<typeof eventMode>;

  @Field(() => eventState.enum, { description: 'Where it stands.' })
  state!: EventState;

  @Field(() => LocalTextType, { nullable: true, description: 'The disclaimer printed in its minutes.' })
  disclaimer!: LocalTextType | null;

  @Field(() => LocalTextType, { nullable: true, description: 'How its minutes may be quoted.' })
  quotingRule!: LocalTextType | null;

  @Field(() => LocalTextType, { nullable: true, description: 'Shown on every page and file of the event.' })
  notice!: LocalTextType | null;

  @Field(() => Int, { description: 'Counts its edits.' })
  version!: number;
}
