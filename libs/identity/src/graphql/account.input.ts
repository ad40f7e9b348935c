import { Field, ID, InputType } from '@nestjs/graphql';
import { tokenScopeByName, type TokenScope } from '@plenary/platform/access';

@InputType({ description: 'An API token to make.' })
export class CreateApiTokenInput {
  @Field({ description: 'What to call it, 1 to 80 characters.' })
  name!: string;

  @Field(() => [tokenScopeByName], { description: 'What it may do at most; one or more.' })
  scopes!: TokenScope[];

  @Field(() => String, {
    nullable: true,
    description: 'The slug of the one event that it is to be for; null for all.',
  })
  event?: string | null;

  @Field({ description: 'When it is to end by itself: within a year from now.' })
  expiresAt!: Date;
}

@InputType({ description: 'Which API token to revoke.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'A token of the account.' })
  tokenId!: string;
}

@InputType({ description: 'Which session to end.' })
export class EndAccountSessionInput {
  @Field(() => ID, { description: 'A session of the account.' })
  sessionId!: string;
}

@InputType({ description: 'Which link to revoke.' })
export class RevokeLinkInput {
  @Field(() => ID, { description: 'A link of the account.' })
  linkId!: string;
}

@InputType({ description: 'Who is to be an administrator, or no longer.' })
export class AdministratorInput {
  @Field({ description: 'A mail address.' })
  email!: string;
}
