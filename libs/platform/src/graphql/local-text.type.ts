import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { Texts } from '../texts/texts.js';

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

@InputType({ description: 'A text in one language.' })
export class LocalTextInput {
  @Field({ description: 'The text itself, plain.' })
  text!: string;

  @Field({ description: 'The language it is in, a BCP 47 code.' })
  language!: string;
}

/** Texts in every language they have, for who edits them; none for null. */
export function localTexts(texts: Texts | null): LocalTextType[] {
  return Object.entries(texts ?? {}).map(([language, text]) => ({ language, text }));
}
