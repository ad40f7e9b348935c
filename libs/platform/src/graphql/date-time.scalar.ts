import { Scalar, type CustomScalar } from '@nestjs/graphql';
import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { instant } from '../inputs.js';

// What stands in a release is read by everybody, and making its text costs more than all else of a field.
const texts = new WeakMap<Date, string>();

@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description =
    'An instant by RFC 3339, such as 2026-11-24T09:00:00+09:00, of the years 0001 to 9999. Answers are in UTC, with milliseconds.';

  serialize(value: unknown): string {
    if (!(value instanceof Date)) throw new TypeError('DateTime is made from a Date.');
    const text = texts.get(value) ?? value.toISOString();
    texts.set(value, text);
    return text;
  }

  parseValue(value: unknown): Date {
    const parsed = instant.safeParse(value);
    if (!parsed.success)
      throw new GraphQLError(
        'A DateTime is a time with its offset, as in RFC 3339, of the years 0001 to 9999.',
      );
    return parsed.data;
  }

  parseLiteral(node: ValueNode): Date {
    return this.parseValue(node.kind === Kind.STRING ? node.value : null);
  }
}
