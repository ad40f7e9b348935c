import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { pageType } from '@plenary/platform/graphql';
import { attendanceMode, type AttendanceMode } from '../domain/category.js';
import {
  cancellationCause,
  registrationState,
  type CancellationCause,
  type RegistrationState,
} from '../domain/lifecycle.js';
import type { Registration } from '../domain/registration.js';
import { OffersPausedType } from './category.type.js';

registerEnumType(registrationState.enum, {
  name: 'RegistrationState',
  description:
    'SUBMITTED waits for a decision, WAITLISTED for a place; OFFERED has one until it is taken or lapses.',
});
registerEnumType(cancellationCause.enum, {
  name: 'CancellationCause',
  description: 'Why a registration was cancelled; UNPROVEN: nobody showed in time to get its mail.',
});

@ObjectType('FieldAnswer', { description: 'An answer to a field of a form.' })
export class FieldAnswerType {
  @Field({ description: 'The key of the field.' })
  field!: string;

  @Field(() => [String], { description: 'As it is kept: see the input.' })
  values!: string[];
}

@ObjectType('HeldBack', { description: 'Why somebody who waits has no place yet.' })
export class HeldBackType {
  @Field({
    description: 'QUOTA is full; LINE: others come first; OFFERS are paused.',
  })
  limit!: string;

  @Field(() => Int, { nullable: true, description: 'Of QUOTA: places that are held.' })
  held!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of QUOTA: all places.' })
  places!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of LINE: how many come first.' })
  before!: number | null;

  @Field(() => OffersPausedType, { nullable: true, description: 'Of OFFERS: why, and since when.' })
  paused!: OffersPausedType | null;
}

@ObjectType('Registration', { description: "One person's place in an event, as staff see it." })
export class RegistrationType {
  event!: EventRef;
  language!: string;
  row!: Registration;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The category.' })
  categoryId!: string;

  @Field(() => attendanceMode.enum, { description: 'How they attend.' })
  mode!: AttendanceMode;

  @Field(() => registrationState.enum, { description: 'Where it stands.' })
  state!: RegistrationState;

  @Field(() => cancellationCause.enum, { nullable: true, description: 'Why it was cancelled; else null.' })
  cause!: CancellationCause | null;

  @Field(() => String, { nullable: true, description: 'The reason that staff gave to its owner.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Its own mail address.' })
  address!: string | null;

  @Field({ description: 'Of its mail and its answers, a BCP 47 code.' })
  mailLanguage!: string;

  @Field(() => [FieldAnswerType], { description: 'In the order of the form.' })
  answers!: FieldAnswerType[];

  @Field(() => Int, { nullable: true, description: 'Of the form that was answered; null without one.' })
  formVersion!: number | null;

  @Field(() => Date, { nullable: true, description: 'Until when a place is offered; else null.' })
  offeredUntil!: Date | null;

  @Field({ description: 'Whether its owner has shown that they get its mail.' })
  isProven!: boolean;

  @Field(() => Date, { description: 'When it came in.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it came into its state.' })
  movedAt!: Date;

  @Field(() => Int, { description: 'Counts its changes.' })
  version!: number;
}

export const RegistrationPageType = pageType(RegistrationType, 'RegistrationPage', {
  description: 'A page of registrations.',
  nodes: 'In the order in which they came in.',
});

@ObjectType('OwnRegistration', { description: 'A registration as its owner sees it.' })
export class OwnRegistrationType {
  event!: EventRef;
  row!: Registration;

  @Field(() => ID, { description: 'The category.' })
  categoryId!: string;

  @Field({ description: 'Title and name as printed, in the order of its owner.' })
  displayName!: string;

  @Field(() => attendanceMode.enum, { description: 'How one attends.' })
  mode!: AttendanceMode;

  @Field(() => registrationState.enum, { description: 'Where it stands.' })
  state!: RegistrationState;

  @Field(() => cancellationCause.enum, { nullable: true, description: 'Why it was cancelled; else null.' })
  cause!: CancellationCause | null;

  @Field(() => String, { nullable: true, description: 'The reason that staff gave.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The address that its mail goes to.' })
  address!: string | null;

  @Field({ description: 'Of its mail and its answers, a BCP 47 code.' })
  mailLanguage!: string;

  @Field(() => [FieldAnswerType], { description: 'In the order of the form.' })
  answers!: FieldAnswerType[];

  @Field(() => Date, { nullable: true, description: 'Until when a place is offered; else null.' })
  offeredUntil!: Date | null;

  @Field({ description: 'Whether it was shown that its mail arrives.' })
  isProven!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'The place in the waiting list; null for who does not wait, and where the event does not show it.',
  })
  position!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the ticket, of 32 letters; null unless it is confirmed.',
  })
  ticket!: string | null;

  @Field(() => Int, { description: 'What a change of it has to name.' })
  version!: number;
}
