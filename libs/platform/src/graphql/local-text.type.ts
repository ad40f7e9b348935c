import { Field, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import type { Texts } from '../texts/texts.js';
import { inputType } from './input-type.js';

@ObjectType('LocalText', {
  description:
    "A text in the language asked for or, where it does not exist in that, in the event's first; it says which.",
})
export class LocalTextType {
  @Field({ description: 'The text itself, plain.' })
  text!: string;

  @Field({ description: 'The language it is in, a BCP 47 code.' })
  language!: string;
}

export const LocalTextInput = inputType(
  'LocalTextInput',
  z
    .object({
      text: z.string().meta({ description: 'The text itself, plain.' }),
      language: z.string().meta({ description: 'The language it is in, a BCP 47 code.' }),
    })
    .meta({ description: 'A text in one language.' }),
);

export type LocalTextInput = object;

/** Texts in every language they have, for who edits them; none for null. */
export function localTexts(texts: Texts | null): LocalTextType[] {
  return Object.entries(texts ?? {}).map(([language, text]) => ({ language, text }));
}
