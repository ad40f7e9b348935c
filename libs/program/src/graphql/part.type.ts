import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { LocalTextType } from '@plenary/platform/graphql';
import { sessionKind, type SessionKind } from '../domain/content.js';
import { materialKind, requests, type MaterialKind } from '../domain/own-part.js';
import { AppearanceAnswersType, WindowType } from './draft.type.js';

registerEnumType(materialKind.enum, { name: 'MaterialKind', description: "What a speaker's file is." });

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

@ObjectType('Material', { description: "A speaker's file for a session." })
export class MaterialType {
  /** For the resolvers of its fields. */
  readonly ref!: EventRef;
  readonly language!: string;
  readonly personId!: string;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The session that it is for.' })
  sessionId!: string;

  @Field(() => materialKind.enum, { description: 'What it is.' })
  kind!: MaterialKind;

  @Field({ description: 'What its owner calls it.' })
  title!: string;

  @Field({ description: 'Its media type, judged by its content.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Its length.' })
  bytes!: number;

  @Field({ description: 'SHA-256 of its bytes, hexadecimal.' })
  sha256!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may be published; null until its owner has answered, as for no.',
  })
  mayPublish!: boolean | null;

  @Field({ description: 'When it was added.' })
  createdAt!: Date;

  @Field({
    description: 'The path where staff and its owner download it; a token needs the scope PART for it.',
  })
  url!: string;
}
