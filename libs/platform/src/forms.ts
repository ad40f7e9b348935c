import { z } from 'zod';

/** Fields as they are entered: what may be left out is optional, or has a default. */
type Fields = Readonly<Record<string, z.core.$ZodType>>;

type Nullable<F extends Fields> = {
  [Name in keyof F]: F[Name] extends z.ZodOptional ? z.ZodNullable<F[Name]> : F[Name];
};

/** The same fields, where null says what leaving out does. */
export function nullableWhenOptional<F extends Fields>(fields: F): Nullable<F>;
export function nullableWhenOptional(fields: Fields): Fields {
  return eachOf(fields, (field) => (field instanceof z.ZodOptional ? field.nullable() : field));
}

type Editable<F extends Fields> = {
  [Name in keyof F]: F[Name] extends z.ZodOptional
    ? z.ZodNullable<F[Name]>
    : z.ZodOptional<F[Name] extends z.ZodDefault<infer Inner> ? Inner : F[Name]>;
};

/** The same fields in an edit: what is left out stays; null empties what can be empty. */
export function editable<F extends Fields>(fields: F): Editable<F>;
export function editable(fields: Fields): Fields {
  return eachOf(fields, (field) => {
    if (field instanceof z.ZodOptional) return field.nullable();
    return z.optional(field instanceof z.ZodDefault ? field.unwrap() : field);
  });
}

/** Readonly all the way down. */
type Frozen<Value> = Value extends readonly (infer One)[]
  ? readonly Frozen<One>[]
  : Value extends Date
    ? Value
    : Value extends object
      ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
      : Value;

type Missing<F extends Fields> = {
  [Name in keyof F]: F[Name] extends z.ZodOptional | z.ZodDefault ? Name : never;
}[keyof F];

type Filled<F extends Fields> = {
  [Name in keyof F]: F[Name] extends z.ZodOptional<infer Inner> ? z.output<Inner> | null : z.output<F[Name]>;
};

type Given<F extends Fields> = Frozen<Omit<Filled<F>, Missing<F>>> & {
  readonly [Name in Missing<F>]?: Frozen<Filled<F>[Name]> | null | undefined;
};

/** The values of these fields alone: where one was left out its default, or null. */
export function filled<F extends Fields>(fields: F, values: Given<F>): Filled<F>;
export function filled(fields: Fields, values: Readonly<Record<string, unknown>>): object {
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = values[name] ?? (field instanceof z.ZodDefault ? field.def.defaultValue : null);
    const own: unknown = Array.isArray(value) ? value.slice() : value;
    return [name, own] as const;
  });
  return Object.fromEntries(entries);
}

type Kept<F extends Fields> = {
  [Name in keyof F]: z.ZodType<Frozen<Filled<F>[Name]>, Frozen<Filled<F>[Name]>>;
};

/**
 * The same fields as they are kept, from which they come back as they are: checked and made of one form when they came in,
 * now of a type alone. What was left out is null.
 * @throws {Error} for a kind of field that this does not know yet
 */
export function keptFields<F extends Fields>(fields: F): Kept<F>;
export function keptFields(fields: Fields): Fields {
  return eachOf(fields, kept);
}

function kept(field: z.core.$ZodType): z.ZodType {
  if (field instanceof z.ZodOptional) return kept(field.unwrap()).nullable();
  if (field instanceof z.ZodDefault) return kept(field.unwrap());
  if (field instanceof z.ZodPipe) return kept(field.in);
  if (field instanceof z.ZodRecord) return z.record(z.string(), kept(field.valueType)).readonly();
  if (field instanceof z.ZodArray) return z.array(kept(field.element)).readonly();
  if (field instanceof z.ZodString || field instanceof z.ZodStringFormat) return z.string();
  if (field instanceof z.ZodNumberFormat) return z.int();
  if (field instanceof z.ZodEnum || field instanceof z.ZodBoolean) return field;
  throw new Error('A field of this kind is kept in no form that is known.');
}

function eachOf(fields: Fields, change: (field: z.core.$ZodType) => z.core.$ZodType): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, change(field)]));
}
