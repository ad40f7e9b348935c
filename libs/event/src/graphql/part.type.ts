import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { LocalTextInput, LocalTextType } from '@plenary/platform/graphql';
import { InEventInput, RepeatableInput } from './event-scoped.input.js';
import { EventType } from './event.type.js';

@ObjectType('Profile', { description: 'What a person says of themselves.' })
export class ProfileType {
  @Field({ description: 'Title and name as printed, in the order of its owner.' })
  displayName!: string;

  @Field(() => [LocalTextType], { description: 'Title or rank as printed, per language.' })
  title!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'A few sentences, as printed, per language.' })
  biography!: LocalTextType[];

  @Field(() => String, {
    nullable: true,
    description:
      'What they need: diet, access, equipment. Read by those who edit the program, and by no others.',
  })
  needs!: string | null;

  @Field(() => String, { nullable: true, description: 'The path of their photograph; null without one.' })
  photographUrl!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the public may see biography and photograph; null until they have answered, as for no.',
  })
  mayPublish!: boolean | null;

  @Field(() => Int, { description: 'What an edit of it has to name.' })
  version!: number;
}

@ObjectType('Part', { description: "A person's part in an event, as they see it themselves." })
export class PartType {
  /** For the resolvers of its fields. */
  readonly ref!: EventRef;
  readonly personId!: string;
  readonly language!: string;

  @Field(() => EventType, { description: 'The event.' })
  event!: EventType;

  @Field(() => ProfileType, { description: 'What they say of themselves.' })
  profile!: ProfileType;
}

@ObjectType('PartLink', { description: "A mailed link to a person's part, without its secret." })
export class PartLinkType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'Whose part it opens.' })
  personId!: string;

  @Field({ description: 'When it was made.' })
  createdAt!: Date;

  @Field({ description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to 5 minutes; null if never.' })
  usedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'Whom to mail the link to their part.' })
export class SendPartLinksInput extends RepeatableInput {
  @Field(() => [ID], { description: 'People with a mail address, 1 to 500.' })
  personIds!: string[];
}

@InputType({ description: 'A link to a part that is to end.' })
export class RevokePartLinkInput extends InEventInput {
  @Field(() => ID, { description: 'The link.' })
  linkId!: string;
}

@InputType({ description: 'A person whom an account is to act as no more.' })
export class ReleasePartInput extends InEventInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;
}

@InputType({ description: 'A part to claim for the account that is signed in.' })
export class ClaimPartInput {
  @Field({ description: "The secret of the link to the part: what stands behind the address's #." })
  token!: string;
}

@InputType({
  description: 'What a person says of themselves. What is left out stays; null empties what can be empty.',
})
export class UpdateProfileInput extends InEventInput {
  @Field(() => Int, { description: 'Of the profile, as its person has seen it.' })
  version!: number;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Title or rank as printed.' })
  title?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], {
    nullable: true,
    description: 'A few sentences, as printed; at most 3,000 characters.',
  })
  biography?: LocalTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Diet, access, equipment; at most 2,000 characters. For the organisers only.',
  })
  needs?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the public may see biography and photograph.',
  })
  mayPublish?: boolean | null;
}

@InputType({ description: "A person's own picture." })
export class SetPhotographInput extends InEventInput {
  @Field(() => Int, { description: 'Of the profile, as its person has seen it.' })
  version!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'An upload of the purpose `photograph`, a JPEG or PNG of at most 5 MB; null takes it away.',
  })
  uploadId?: string | null;
}
