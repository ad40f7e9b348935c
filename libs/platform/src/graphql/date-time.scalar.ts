import { Scalar, type CustomScalar } from '@nestjs/graphql';
import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { z } from 'zod';

/** RFC 3339: with an offset always, for a time without one means another instant in each place. */
const instant = z.iso.datetime({ offset: true });

// What stands in a release is read by everybody, and making its text costs more than all else of a field.
const texts = new WeakMap<Date, string>();

@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description =
    'An instant by RFC 3339, such as 2026-11-24T09:00:00+09:00. Answers are in UTC, with milliseconds.';

  serialize(value: unknown): string {
    if (!(value instanceof Date)) throw new TypeError('DateTime is made from a Date.');
    const text = texts.get(value) ?? value.toISOString();
    texts.set(value, text);
    return text;
  }

  parseValue(value: unknown): Date {
    const parsed = instant.safeParse(value);
    if (!parsed.success) throw new GraphQLError('A DateTime is a time with its offset, as in RFC 3339.');
    return new Date(parsed.data);
  }

  parseLiteral(node: ValueNode): Date {
    return this.parseValue(node.kind === Kind.STRING ? node.value : null);
  }
}
