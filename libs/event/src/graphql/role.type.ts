import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Role } from '@plenary/platform/database';

@ObjectType('RoleHolder', { description: 'Who holds a role in an event.' })
export class RoleHolderType {
  @Field(() => ID, { description: 'The id of the account.' })
  accountId!: string;

  @Field({ description: 'The mail address of the account.' })
  email!: string;

  @Field(() => Role, { description: 'The role.' })
  role!: Role;

  @Field({ description: 'When it was given.' })
  since!: Date;
}

@InputType({ description: 'A role of an address in an event.' })
export class RoleInput {
  @Field({ description: "The event's slug." })
  event!: string;

  @Field({ description: 'A mail address.' })
  email!: string;

  @Field(() => Role, { description: 'Any but ADMIN.' })
  role!: Role;
}
