import { z } from 'zod';

/** A kind of JSON that is kept and read again, perhaps by a program of years later. */
export interface Stored<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** Of what is written now; it counts from 1. */
  readonly version: number;
  /** As it is kept: with its format beside it. */
  encode(value: z.output<Schema>): { readonly format: string; readonly content: z.input<Schema> };
  /** @throws {Error} for another kind, and for what a later program has written */
  decode(json: unknown): z.output<Schema>;
}

const kept = z.strictObject({ format: z.string().regex(/^[a-z-]+\/[1-9]\d*$/), content: z.unknown() });

/**
 * A kind of kept JSON with its format, such as `edit/2`. Rows are never rewritten for a new version: what an older program
 * has written is lifted when it is read. Content without a format is of version 1.
 * @param schema of the content as it is now
 * @param lifts each reads one version and gives the next; the first reads version 1
 */
export function stored<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  lifts: readonly z.ZodType[] = [],
): Stored<Schema> {
  const version = lifts.length + 1;
  const open = (json: unknown): { written: number; content: unknown } => {
    const { data } = kept.safeParse(json);
    if (data === undefined) return { written: 1, content: json };
    const [kind, number] = data.format.split('/');
    if (kind !== name) throw new Error(`What is kept is ${data.format}, not ${name}`);
    return { written: Number(number), content: data.content };
  };
  return {
    name,
    version,
    encode: (value) => ({ format: `${name}/${String(version)}`, content: z.encode(schema, value) }),
    decode(json) {
      const { written, content } = open(json);
      if (written > version)
        throw new Error(`A later version of Plenary has written this ${name}, in format ${String(written)}`);
      return schema.parse(lifts.slice(written - 1).reduce((older, lift) => lift.parse(older), content));
    },
  };
}
