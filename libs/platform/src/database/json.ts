import { Prisma } from './generated/client.js';

/** A value for a JSON column: null is the database's own, not JSON's; undefined leaves it as it is. */
export function jsonOrNull<Value>(value: Value | null | undefined): Value | typeof Prisma.DbNull | undefined {
  return value === null ? Prisma.DbNull : value;
}
