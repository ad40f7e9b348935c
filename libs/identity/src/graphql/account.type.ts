import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { linkPurposes, tokenScopeByName, type LinkPurpose, type TokenScope } from '@plenary/platform/access';
import { signInMethod, type SignInMethod } from '../domain/sign-in-method.js';

registerEnumType(signInMethod.enum, {
  name: 'SignInMethod',
  description: "How a person signed in: by a mailed LINK, or by OIDC with their organisation's account.",
});
const linkPurposeByName = Object.fromEntries(Object.keys(linkPurposes).map((purpose) => [purpose, purpose]));
registerEnumType(linkPurposeByName, { name: 'LinkPurpose', description: 'What a mailed link is for.' });
registerEnumType(tokenScopeByName, {
  name: 'TokenScope',
  description:
    'What an API token may do, as far as the roles of its account allow it too: ACCOUNT is to see and change what is the account’s own.',
});

@ObjectType('AccountSession', { description: 'A browser that is signed in.' })
export class AccountSessionType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => signInMethod.enum, { description: 'How its person signed in.' })
  method!: SignInMethod;

  @Field({
    description:
      'When its person was last asked who they are; some operations need this to be by OIDC and in the last 12 hours.',
  })
  authenticatedAt!: Date;

  @Field({ description: 'When it was started.' })
  createdAt!: Date;

  @Field({ description: 'When it was last used, to 5 minutes. It ends 12 hours later.' })
  lastSeenAt!: Date;

  @Field({ description: 'Whether it is the one that asks.' })
  current!: boolean;
}

@ObjectType('ApiToken', { description: 'What a script signs in by, on behalf of an account.' })
export class ApiTokenType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'What its owner calls it.' })
  name!: string;

  @Field(() => [tokenScopeByName], { description: 'What it may do at most.' })
  scopes!: readonly TokenScope[];

  @Field(() => String, {
    nullable: true,
    description: "The slug of the one event that it is for; null for all of its account's.",
  })
  event!: string | null;

  @Field({ description: 'When it was made.' })
  createdAt!: Date;

  @Field({ description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used, to 5 minutes; null if never.' })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: Date | null;
}

@ObjectType('CreatedApiToken', { description: 'A token that was just made.' })
export class CreatedApiTokenType {
  @Field(() => ApiTokenType, { description: 'The token.' })
  token!: ApiTokenType;

  @Field({ description: 'Its secret, for `Authorization: Bearer`. It is shown this once and kept nowhere.' })
  secret!: string;
}

@ObjectType('Link', { description: 'A mailed link, without its secret.' })
export class LinkType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => linkPurposeByName, { description: 'What it is for.' })
  purpose!: LinkPurpose;

  @Field({ description: 'When it was made.' })
  createdAt!: Date;

  @Field({ description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used; null if never.' })
  usedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: Date | null;
}
