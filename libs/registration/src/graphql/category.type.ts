import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { LocalTextType } from '@plenary/platform/graphql';
import {
  approval,
  attendanceMode,
  closedReason,
  pauseReason,
  type Approval,
  type AttendanceMode,
  type ClosedBecause,
  type OffersPaused,
} from '../domain/category.js';

registerEnumType(attendanceMode.enum, { name: 'AttendanceMode', description: 'How one attends.' });
registerEnumType(approval.enum, {
  name: 'Approval',
  description: 'AUTO: who comes first has a place; REVIEW: staff decide.',
});
registerEnumType(closedReason.enum, {
  name: 'ClosedBecause',
  description: 'Why nobody can register in a category just now.',
});
registerEnumType(pauseReason.enum, {
  name: 'OffersPausedBecause',
  description: 'Why free places are given to nobody who waits.',
});

@ObjectType('OffersPaused', { description: 'That free places are given to nobody who waits.' })
export class OffersPausedType {
  @Field(() => pauseReason.enum, { description: 'Why.' })
  because!: OffersPaused['because'];

  @Field(() => Date, { nullable: true, description: 'Since when; null where that is not known.' })
  since!: Date | null;
}

@ObjectType('Quota', { description: 'The places of a category for one way to attend.' })
export class QuotaType {
  @Field(() => attendanceMode.enum, { description: 'The way to attend.' })
  mode!: AttendanceMode;

  @Field(() => Int, {
    nullable: true,
    description: 'Places that a newcomer would get, 0 while anybody waits; null for any number.',
  })
  free!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many wait; null where the event does not show it, but to staff.',
  })
  waiting!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'All places: null for no limit, and for who is no staff.',
  })
  places!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Places that are confirmed or offered; null for who is no staff.',
  })
  held!: number | null;
}

@ObjectType('RegistrationCategory', { description: 'As what one takes part in an event.' })
export class RegistrationCategoryType {
  event!: EventRef;
  formId!: string | null;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'What files call it by.' })
  key!: string;

  @Field(() => [LocalTextType], { description: 'What it is called, per language.' })
  name!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'Whom it is for, per language.' })
  description!: LocalTextType[];

  @Field(() => approval.enum, { description: 'Who decides.' })
  approval!: Approval;

  @Field({ description: 'Whether only who is invited registers.' })
  byInvitation!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it opens; null for at once.' })
  opensAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it closes; null for as long as the event lasts.' })
  closesAt!: Date | null;

  @Field(() => closedReason.enum, {
    nullable: true,
    description: 'Why nobody can register just now; null where one can.',
  })
  closedBecause!: ClosedBecause | null;

  @Field(() => [String], {
    description: "Days of the event's time zone for which it is valid; none for all.",
  })
  days!: string[];

  @Field({ description: 'Whether who waits first takes a freed place unasked.' })
  autoAccept!: boolean;

  @Field({ description: 'Whether it is shown how many wait.' })
  showsWaiting!: boolean;

  @Field(() => OffersPausedType, {
    nullable: true,
    description: 'Why free places are given to nobody; null where they are, and for who is no staff.',
  })
  offersPaused!: OffersPausedType | null;

  @Field(() => [QuotaType], { description: 'One for each way to attend.' })
  quotas!: QuotaType[];

  @Field(() => Int, { description: 'What an edit of it has to name.' })
  version!: number;
}
