import type { Type } from '@nestjs/common';
import { Args, Field, ID, InputType, Int, type ReturnTypeFuncValue } from '@nestjs/graphql';
import { z } from 'zod';
import { pairs } from '../texts/pairs.js';
import { fill } from './context.js';
import { decodeInput } from './decode-input.js';
import { fieldsOf, layersOf, withoutLayers } from './schema-layers.js';

/** The GraphQL type of an input. */
export type InputClass = Type<object>;

const names = z.registry<{ readonly name: string }>();
const byName = new Map<string, InputClass>();
const schemas = new WeakMap<InputClass, z.ZodObject>();

/**
 * The GraphQL input type of a schema: its fields, their nullability, defaults and descriptions. Objects inside it have
 * their own type, made before; enums are registered with Nest by their `enum`.
 * @param door fields for who finds the event, which the operation is not given
 * @throws {Error} for a field without a description, or of a kind that GraphQL has no type for
 */
export function inputType(name: string, schema: z.ZodObject, door = z.object({})): InputClass {
  const description = descriptionOf(schema, name);
  @InputType(name, { description })
  class Fields {}
  for (const [field, value] of [...fieldsOf(door), ...fieldsOf(schema)])
    fieldFor(value, `${name}.${field}`)(Fields.prototype, field);
  byName.set(name, Fields);
  names.add(schema, { name });
  schemas.set(Fields, schema);
  return Fields;
}

/** Nest's decorator for a field of a schema. */
function fieldFor(schema: z.core.$ZodType, place: string): PropertyDecorator {
  const type = typeOf(schema, place);
  const options = { description: descriptionOf(schema, place), defaultValue: defaultOf(schema) };
  const mayBeMissing = z.safeParse(schema, undefined).success || z.safeParse(schema, null).success;
  return mayBeMissing ? Field(() => type, { ...options, nullable: true }) : Field(() => type, options);
}

/**
 * The argument `input` of an operation, as its schema parses it: maps, instants as text, without what the door reads.
 * What was left out is left out; null stays null. It is not checked yet.
 * @throws {Refusal} BAD_INPUT for an entry of a map that is given twice
 */
export function Input(type: InputClass): ParameterDecorator {
  const schema = schemas.get(type);
  if (schema === undefined) throw new Error('The type of an input is made by inputType.');
  const description = descriptionOf(schema, 'input');
  return (target, method, index) => {
    Args('input', { type: () => type, description })(target, method, index);
    fill(({ args }) => decodeInput(schema, args['input']))(target, method, index);
  };
}

function typeOf(schema: z.core.$ZodType, place: string): ReturnTypeFuncValue {
  const inner = withoutLayers(schema);
  if (inner instanceof z.ZodArray) return [typeOf(inner.element, place)];
  if (inner instanceof z.ZodEnum) return inner.enum;
  if (inner instanceof z.ZodBoolean) return Boolean;
  if (inner instanceof z.ZodISODateTime || inner instanceof z.ZodDate) return Date;
  if (inner instanceof z.ZodUUID || inner instanceof z.ZodCustomStringFormat) return ID;
  if (inner instanceof z.ZodNumberFormat) return Int;
  if (inner instanceof z.ZodString || inner instanceof z.ZodStringFormat) return String;
  const listed = pairs.get(inner)?.type;
  const made = byName.get(listed ?? names.get(inner)?.name ?? '');
  if (made === undefined) throw new Error(`${place} has no type of GraphQL: see inputType.`);
  return listed === undefined ? made : [made];
}

function descriptionOf(schema: z.core.$ZodType, place: string): string {
  const descriptions = layersOf(schema).map((layer) => z.globalRegistry.get(layer)?.description);
  const description = descriptions.find((text) => text !== undefined);
  if (description === undefined) throw new Error(`${place} has no description.`);
  return description;
}

function defaultOf(schema: z.core.$ZodType): unknown {
  return layersOf(schema).find((layer) => layer instanceof z.ZodDefault)?.def.defaultValue;
}
