import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { noticeState, type NoticeState } from '../domain/lifecycle.js';

registerEnumType(noticeState.enum, {
  name: 'NoticeState',
  description: 'A notice is DRAFTED by the machine, QUEUED when a person sends it, then SENT or BOUNCED.',
});

@ObjectType('Notice', { description: 'A mail to one person of an event.' })
export class NoticeType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field(() => ID, { description: 'The person it is for.' })
  personId!: string;

  @Field(() => noticeState.enum, { description: 'Where it stands.' })
  state!: NoticeState;

  @Field({ description: 'The language of its words, a BCP 47 code.' })
  language!: string;

  @Field({ description: 'Its subject line.' })
  subject!: string;

  @Field(() => [String], { description: 'Its paragraphs, plain.' })
  body!: string[];

  @Field(() => String, { nullable: true, description: 'The iCalendar that goes with it.' })
  calendar!: string | null;

  @Field({ description: 'When the machine drafted it.' })
  draftedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the mail server took it.' })
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it came back, or is late.' })
  failure!: string | null;
}
