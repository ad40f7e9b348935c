import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { registrationMail, type RegistrationMail } from '../domain/jobs.js';

registerEnumType(registrationMail.enum, {
  name: 'RegistrationMail',
  description: 'What a mail tells its reader of their registration.',
});

@ObjectType('MailTemplate', {
  description: 'What a mail of an event says in a language, instead of the usual words.',
})
export class MailTemplateType {
  @Field(() => registrationMail.enum, { description: 'Which mail.' })
  mail!: RegistrationMail;

  @Field({ description: 'Of its readers, a BCP 47 code.' })
  language!: string;

  @Field({ description: 'One line, with placeholders in braces.' })
  subject!: string;

  @Field({ description: 'Paragraphs with empty lines between, and placeholders in braces.' })
  body!: string;

  @Field(() => Int, { description: 'What a change of it has to name.' })
  version!: number;
}

@ObjectType('MailPreview', { description: 'A mail as its reader gets it.' })
export class MailPreviewType {
  @Field({ description: 'The line by which it is listed.' })
  subject!: string;

  @Field({ description: 'Its words as plain text.' })
  text!: string;

  @Field({ description: 'The same as a page of HTML: to be shown in a frame of its own, without script.' })
  html!: string;
}
