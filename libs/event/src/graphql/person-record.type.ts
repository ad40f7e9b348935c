import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { z } from 'zod';
import { LocalTextType } from '@plenary/platform/graphql';
import { nameOrder } from '../domain/event-input.js';

registerEnumType(nameOrder.enum, {
  name: 'NameOrder',
  description: 'In which order the owner writes a name.',
});

@ObjectType('PersonRecord', { description: 'All that staff know of a person, in every language.' })
export class PersonRecordType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'The name that files call them by.' })
  key!: string;

  @Field({ description: 'Title and name as printed, in the order of its owner.' })
  displayName!: string;

  @Field(() => [LocalTextType], { description: 'Family name, per language.' })
  familyName!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'Given name, per language.' })
  givenName!: LocalTextType[];

  @Field(() => nameOrder.enum, { description: 'The order in which the owner writes it.' })
  nameOrder!: z.output<typeof nameOrder>;

  @Field(() => [LocalTextType], { description: 'Title or rank as printed, per language.' })
  title!: LocalTextType[];

  @Field(() => Int, { nullable: true, description: "Place in the event's table of ranks and offices." })
  grade!: number | null;

  @Field(() => [LocalTextType], { description: 'Their post, per language.' })
  post!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'Their organisation, per language.' })
  organisation!: LocalTextType[];

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code of two letters.' })
  country!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where they are reached; null for who is neither ORGANISER nor REGISTRAR.',
  })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of their mail.' })
  mailLanguage!: string | null;

  @Field(() => [LocalTextType], { description: 'A few sentences, as printed, per language.' })
  biography!: LocalTextType[];

  @Field(() => String, {
    nullable: true,
    description: 'Diet, access, equipment; null for who is neither ORGANISER nor REGISTRAR.',
  })
  needs!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they agree that the public sees biography and photograph; null without an answer.',
  })
  mayPublish!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The account that acts as them; null if none does.' })
  accountId!: string | null;

  @Field(() => Int, { description: 'What an edit of them has to name.' })
  version!: number;
}
