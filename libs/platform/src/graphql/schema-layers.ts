import { z } from 'zod';

/** A schema, and those that it only wraps: what is optional, has a default, or is transformed after it was read. */
export function layersOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  return [schema, ...layersInside(schema)];
}

/** What a schema reads, without what it only wraps. */
export function withoutLayers(schema: z.core.$ZodType): z.core.$ZodType {
  return layersOf(schema).at(-1) ?? schema;
}

function layersInside(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodPipe) return layersOf(schema.in);
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly;
  return isWrapper ? layersOf(schema.unwrap()) : [];
}

/** The fields of an object, in its order. */
export function fieldsOf({ _zod }: z.core.$ZodObject): [string, z.core.$ZodType][] {
  return Object.entries<z.core.$ZodType>(_zod.def.shape);
}
