import { Field, ID, ObjectType } from '@nestjs/graphql';

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
