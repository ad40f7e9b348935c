import { manifestSchema, minutesDocument } from '@plenary/minutes';
import { programDocument } from '@plenary/program';
import { webhookBody } from '@plenary/webhooks';
import { z } from 'zod';
import { eventFile } from '@plenary/nouns/files';

/** The JSON Schemas of what goes in and out as data, by the names of their files under docs/schemas. */
export function publishedSchemas(): Record<string, string> {
  const schemas = {
    'plenary-event-1.json': z.toJSONSchema(eventFile, { io: 'input', unrepresentable: 'any' }),
    'plenary-program-1.json': z.toJSONSchema(programDocument, { unrepresentable: 'any' }),
    'plenary-minutes-1.json': z.toJSONSchema(minutesDocument, { unrepresentable: 'any' }),
    'plenary-webhook-1.json': z.toJSONSchema(webhookBody),
    'plenary-manifest-1.json': z.toJSONSchema(manifestSchema, { unrepresentable: 'any' }),
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}
