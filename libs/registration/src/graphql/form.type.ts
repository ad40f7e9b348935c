import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalTextType } from '@plenary/platform/graphql';
import type { z } from 'zod';
import { fieldPurpose, fieldType, type FieldType } from '../domain/form.js';

registerEnumType(fieldType.enum, {
  name: 'FieldType',
  description: 'What is answered to a field of a form.',
});
registerEnumType(fieldPurpose.enum, {
  name: 'FieldPurpose',
  description: 'For what an answer is used: who may see it, and when it is erased.',
});

@ObjectType('FieldCondition', { description: 'When a field is shown.' })
export class FieldConditionType {
  @Field({ description: 'The key of a field above.' })
  field!: string;

  @Field(() => [String], { description: 'One of its values must be one of these.' })
  isOneOf!: string[];
}

@ObjectType('FieldChoice', { description: 'What can be chosen.' })
export class FieldChoiceType {
  @Field({ description: 'What an answer holds.' })
  key!: string;

  @Field(() => [LocalTextType], { description: 'How it is put, per language.' })
  label!: LocalTextType[];
}

@ObjectType('FormField', { description: 'A question of a form.' })
export class FormFieldType {
  @Field({ description: 'What answers call it by.' })
  key!: string;

  @Field(() => fieldType.enum, { description: 'What is answered.' })
  type!: FieldType;

  @Field(() => [LocalTextType], {
    description: 'How it is put, per language; of a CONSENT the exact words that are agreed to.',
  })
  label!: LocalTextType[];

  @Field(() => [LocalTextType], { description: 'What helps to answer, per language.' })
  hint!: LocalTextType[];

  @Field({ description: 'Whether it must be answered where it is shown.' })
  required!: boolean;

  @Field(() => fieldPurpose.enum, { description: 'What its answers are for.' })
  purpose!: z.output<typeof fieldPurpose>;

  @Field(() => [FieldChoiceType], { description: 'Of CHOICE and CHOICES.' })
  choices!: FieldChoiceType[];

  @Field(() => [FieldConditionType], { description: 'It is shown where all of these hold.' })
  when!: FieldConditionType[];
}

@ObjectType('Form', { description: 'The questions that a category asks, besides who one is.' })
export class FormType {
  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'What files call it by.' })
  key!: string;

  @Field({ description: 'What staff call it.' })
  name!: string;

  @Field(() => Int, { description: 'What an edit of it has to name, and answers go with.' })
  version!: number;

  @Field(() => [FormFieldType], { description: 'In order.' })
  fields!: FormFieldType[];
}
