import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalTextType } from '@plenary/platform/graphql';
import { sessionKind, type SessionKind } from '@plenary/program';
import { AppearanceAnswersType, WindowType } from '@plenary/program/graphql';
import { requests } from '../domain/own-part.js';

const requestByName = Object.fromEntries(requests.map((request) => [request, request]));
registerEnumType(requestByName, {
  name: 'PartRequest',
  description:
    'What a person is still asked for: an ANSWER to an invitation, CONSENT to each thing in each part, their BIOGRAPHY and PHOTOGRAPH, and whether both may be published (PUBLICATION).',
});
export { requestByName };

@ObjectType('OwnAppearance', { description: "One's own part in a session." })
export class OwnAppearanceType extends AppearanceAnswersType {
  @Field(() => LocalTextType, {
    nullable: true,
    description: 'The title of the talk that it is in; null for the whole session.',
  })
  item!: LocalTextType | null;
}

@ObjectType('OwnSession', { description: 'A session of the draft in which one appears.' })
export class OwnSessionType {
  @Field(() => ID, { description: 'UUIDv7, the same in every release.' })
  id!: string;

  @Field(() => sessionKind.enum, { description: 'What kind of item it is.' })
  kind!: SessionKind;

  @Field(() => LocalTextType, { description: 'Its title.' })
  title!: LocalTextType;

  @Field(() => LocalTextType, { nullable: true, description: 'What it is about.' })
  abstract!: LocalTextType | null;

  @Field(() => LocalTextType, { nullable: true, description: 'The room; null for nowhere yet.' })
  room!: LocalTextType | null;

  @Field(() => Date, { nullable: true, description: 'When it starts; null without a time.' })
  startsAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends; null without a time.' })
  endsAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "When it starts, with the offset of the event's zone: 2026-11-24T09:30:00+09:00.",
  })
  localStartsAt!: string | null;

  @Field(() => String, { nullable: true, description: 'When it ends, in the same form.' })
  localEndsAt!: string | null;

  @Field(() => [String], { description: 'Spoken languages, BCP 47 codes.' })
  languages!: string[];

  @Field(() => [OwnAppearanceType], { description: "One's own parts in it, the declined too." })
  appearances!: OwnAppearanceType[];

  @Field(() => Int, { description: 'What an answer to an invitation in it has to name.' })
  version!: number;
}

@ObjectType('OwnAvailability', { description: 'When one can be used in the event.' })
export class OwnAvailabilityType {
  @Field(() => [WindowType], { description: 'Empty for the whole event.' })
  windows!: WindowType[];

  @Field(() => Int, { description: 'What `setOwnAvailability` has to name.' })
  version!: number;
}
