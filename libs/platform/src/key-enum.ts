import { z } from 'zod';

type KeyEnum<Key extends string> = z.ZodEnum<{ [Name in Key]: Name }>;

/** The keys of a table as an enum: the states of a lifecycle, say. */
export function keyEnum<Key extends string>(table: Readonly<Record<Key, unknown>>): KeyEnum<Key>;
export function keyEnum(table: object): z.ZodEnum {
  return z.enum(Object.keys(table));
}
