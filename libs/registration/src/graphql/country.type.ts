import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LocalTextType } from '@plenary/platform/graphql';

@ObjectType('Country', {
  description: 'A country or an organisation that people come for, as the event prints it.',
})
export class CountryType {
  @Field({
    description:
      'Two capitals (ISO 3166-1, or assigned by users, such as XK), or a key of the event. Answers hold it.',
  })
  key!: string;

  @Field(() => [LocalTextType], { description: 'As it is printed, per language.' })
  name!: LocalTextType[];

  @Field({ description: 'Whether it is an organisation.' })
  isOrganisation!: boolean;

  @Field(() => Int, { description: 'What a change of it has to name.' })
  version!: number;
}
