import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { NameOrder } from '@plenary/platform/database';
import { LocalTextInput, LocalTextType } from '@plenary/platform/graphql';
import { InEventInput } from './event-scoped.input.js';

registerEnumType(NameOrder, { name: 'NameOrder', description: 'In which order the owner writes a name.' });

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

  @Field(() => NameOrder, { description: 'The order in which the owner writes it.' })
  nameOrder!: NameOrder;

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

  @Field(() => String, { nullable: true, description: 'Where they are reached.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of their mail.' })
  mailLanguage!: string | null;

  @Field(() => [LocalTextType], { description: 'A few sentences, as printed, per language.' })
  biography!: LocalTextType[];

  @Field(() => String, { nullable: true, description: 'Diet, access, equipment.' })
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

/** What is known of a person besides their name. */
@InputType({ isAbstract: true })
abstract class PersonFieldsInput extends InEventInput {
  @Field(() => [LocalTextInput], { nullable: true, description: 'Given name, per language.' })
  givenName?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Title or rank as printed.' })
  title?: LocalTextInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "Place in the event's table of ranks and offices, 1 to 99.",
  })
  grade?: number | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Their post.' })
  post?: LocalTextInput[] | null;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Their organisation.' })
  organisation?: LocalTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code of two letters.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Where they are reached.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The language of their mail.' })
  language?: string | null;

  @Field(() => [LocalTextInput], {
    nullable: true,
    description: 'A few sentences, as printed; at most 3,000 characters.',
  })
  biography?: LocalTextInput[] | null;

  @Field(() => String, { nullable: true, description: "Diet, access, equipment. Staff's only." })
  needs?: string | null;
}

@InputType({ description: 'A person to add to an event.' })
export class CreatePersonInput extends PersonFieldsInput {
  @Field(() => ID, {
    description: "A UUID of the client's own: a repeat with the same one does nothing twice.",
  })
  clientKey!: string;

  @Field({ description: 'The name that files call them by: lower-case letters, digits and single hyphens.' })
  key!: string;

  @Field(() => [LocalTextInput], { description: 'Family name, per language.' })
  familyName!: LocalTextInput[];

  @Field(() => NameOrder, { description: 'The order in which the owner writes it.' })
  nameOrder!: NameOrder;
}

@InputType({
  description: 'Other facts about a person. What is left out stays; null empties what can be empty.',
})
export class UpdatePersonInput extends PersonFieldsInput {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => Int, { description: 'Of the person, as the editor has seen them.' })
  version!: number;

  @Field(() => [LocalTextInput], { nullable: true, description: 'Family name, per language.' })
  familyName?: LocalTextInput[] | null;

  @Field(() => NameOrder, { nullable: true, description: 'The order in which the owner writes it.' })
  nameOrder?: NameOrder | null;
}
