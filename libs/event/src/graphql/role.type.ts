import { Field, ID, ObjectType } from '@nestjs/graphql';
import { role } from '@plenary/identity';
import type { Role } from '@plenary/platform/access';

@ObjectType('RoleHolder', { description: 'Who holds a role in an event.' })
export class RoleHolderType {
  @Field(() => ID, { description: 'The id of the account.' })
  accountId!: string;

  @Field({ description: 'The mail address of the account.' })
  email!: string;

  @Field(() => role.enum, { description: 'The role.' })
  role!: Role;

  @Field({ description: 'When it was given.' })
  since!: Date;
}
