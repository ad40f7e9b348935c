import { inputType, type InputClass } from '@plenary/platform/graphql';
import { z } from 'zod';

/** What the door finds the event by: see `byEvent`. */
const door = z.object({ event: z.string().meta({ description: "The event's slug." }) });

/** The GraphQL input type of an operation in an event, from the schema of its values. */
export function inputInEvent(name: string, schema: z.ZodObject): InputClass {
  return inputType(name, schema, door);
}
