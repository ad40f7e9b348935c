import { Field, InputType, ObjectType } from '@nestjs/graphql';

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

/** Texts as they come in over GraphQL, which has no maps. */
export function textsOf(inputs: readonly LocalTextInput[]): Record<string, string> {
  return Object.fromEntries(inputs.map(({ language, text }) => [language, text]));
}
