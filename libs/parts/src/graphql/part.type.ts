import { Field, Int, ObjectType } from '@nestjs/graphql';
import { EventType } from '@plenary/event/graphql';
import type { EventRef } from '@plenary/platform';
import { LocalTextType } from '@plenary/platform/graphql';

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
      'What they need: diet, access, equipment. Read by ORGANISER and REGISTRAR, and by no others.',
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
