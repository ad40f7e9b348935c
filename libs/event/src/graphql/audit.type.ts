import { Field, ID, ObjectType } from '@nestjs/graphql';
import { pageType } from '@plenary/platform/graphql';

@ObjectType('AuditEntry', { description: 'What somebody did. It is never changed.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The event that it belongs to; null for none.' })
  eventId!: string | null;

  @Field({ description: 'When.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'Whose account; null for the command line and for jobs.' })
  accountId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The person, where it was done by the link of their part.',
  })
  personId!: string | null;

  @Field({
    description:
      '`account` (its person), `token` (a script of its), `person` (by the link of their part), `attendee` (who is named nowhere here), `operator` (the command line) or `job`.',
  })
  actorKind!: string;

  @Field({ description: 'The request, as the log names it; empty for an attendee.' })
  requestId!: string;

  @Field({ description: 'The operation, such as `releaseProgram`.' })
  action!: string;

  @Field({ description: 'The type of what was changed.' })
  subjectKind!: string;

  @Field(() => ID, { description: 'The id of what was changed.' })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it was before: JSON of ids, numbers and states.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it was after that, in the same form.' })
  after!: string | null;
}

export const AuditPageType = pageType(AuditEntryType, 'AuditPage', {
  description: 'A page of the audit log.',
  nodes: 'The entries of this page, the latest first.',
});
export type AuditPageType = InstanceType<typeof AuditPageType>;
