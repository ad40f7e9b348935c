import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalTextType } from '@plenary/platform/graphql';

@ObjectType('Person', { description: 'Who appears in an event.' })
export class PersonType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'Title and name as printed, in the order of its owner.' })
  displayName!: string;

  @Field(() => LocalTextType, { nullable: true, description: 'Their post.' })
  post!: LocalTextType | null;

  @Field(() => LocalTextType, { nullable: true, description: 'Their organisation.' })
  organisation!: LocalTextType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Their country, as an ISO 3166-1 code of two letters.',
  })
  country!: string | null;
}

@ObjectType('PersonPage', { description: 'A page of people.' })
export class PersonPageType {
  @Field(() => [PersonType], { description: 'The people of this page.' })
  nodes!: PersonType[];

  @Field(() => String, {
    nullable: true,
    description: 'What `after` takes for the next page; null on the last.',
  })
  endCursor!: string | null;
}
