import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalTextType, pageType } from '@plenary/platform/graphql';

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

export const PersonPageType = pageType(PersonType, 'PersonPage', {
  description: 'A page of people.',
  nodes: 'The people of this page.',
});
export type PersonPageType = InstanceType<typeof PersonPageType>;
