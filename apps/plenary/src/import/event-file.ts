import { eventInput, personInput } from '@plenary/event';
import { programInput } from '@plenary/program';
import { questionsInput } from '@plenary/questions';
import { z } from 'zod';

/** An event as a file: its facts, people, program and questions on record. */
export const eventFile = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('plenary-event/1', { error: 'must be "plenary-event/1"' }),
    event: eventInput,
    people: z
      .array(personInput)
      .max(10_000)
      .default([])
      .meta({ description: 'Everybody who appears in it.' }),
    ...programInput,
    ...questionsInput,
  })
  .meta({
    title: 'A Plenary event',
    description:
      'What `plenary import-event` takes. Texts per language are maps such as {"en": "…", "ja": "…"}.',
  });

export type EventFile = z.input<typeof eventFile>;
