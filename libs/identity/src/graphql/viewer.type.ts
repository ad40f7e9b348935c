import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Role } from '@plenary/platform/access';
import { role } from '../domain/role-input.js';

registerEnumType(role.enum, {
  name: 'Role',
  description: 'What an account may do: ADMIN in the installation, every other role in one event.',
});

@ObjectType('HeldRole', { description: 'A role that an account holds.' })
export class HeldRoleType {
  @Field(() => role.enum, { description: 'The role.' })
  role!: Role;

  @Field(() => String, { nullable: true, description: "The event's slug; null for the whole installation." })
  event!: string | null;
}

@ObjectType('Viewer', { description: 'Whoever is signed in.' })
export class ViewerType {
  @Field(() => ID, { description: 'The id of the account.' })
  id!: string;

  @Field({ description: 'The mail address of the account.' })
  email!: string;

  @Field({ description: 'The language of its mail, a BCP 47 code.' })
  language!: string;
}
