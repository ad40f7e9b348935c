import { eventInput, personInput } from '@plenary/event';
import { parse } from '@plenary/platform';
import { programInput } from '@plenary/program';
import { questionsInput } from '@plenary/questions';
import { registrationsInput } from '@plenary/registration';
import { z } from 'zod';

/** An event as a file: its facts, people, program, registrations and questions on record. */
export const eventFile = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('plenary-event/1', { error: 'must be "plenary-event/1"' }),
    event: eventInput,
    people: z
      .array(personInput)
      .max(20_000)
      .default([])
      .meta({ description: 'Everybody who appears in it, or is registered.' }),
    ...programInput,
    ...registrationsInput,
    ...questionsInput,
  })
  .meta({
    title: 'A Plenary event',
    description:
      'What `plenary import-event` takes. Texts per language are maps such as {"en": "…", "ja": "…"}.',
  });

export type EventFile = z.input<typeof eventFile>;

/**
 * The slug of the event of a file that need not be right otherwise.
 * @throws {Refusal} BAD_INPUT if it names none
 */
export function slugOfEventFile(content: unknown): string {
  return parse(z.looseObject({ event: z.looseObject({ slug: z.string() }) }), content).event.slug;
}
