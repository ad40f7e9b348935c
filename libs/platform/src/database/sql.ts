import type pg from 'pg';
import { Prisma } from './generated/client.js';
import type { Pool } from './pool.js';
import type { Db } from './prisma.js';

/** Statements by hand, inside the transaction if there is one. Values are parameters, never text of the statement. */
export interface Sql {
  /** The rows that a statement gives. */
  rows<Row extends object>(statement: TemplateStringsArray, ...values: readonly unknown[]): Promise<Row[]>;
  /** How many rows a statement has changed. */
  count(statement: TemplateStringsArray, ...values: readonly unknown[]): Promise<number>;
}

/** On a connection of its own, or on any of a pool. */
export function sqlOn(connection: Pool | pg.PoolClient): Sql {
  return {
    async rows<Row extends object>(statement: TemplateStringsArray, ...values: readonly unknown[]) {
      return (await connection.query<Row>(Prisma.sql(statement, ...values))).rows;
    },
    async count(statement, ...values) {
      return (await connection.query(Prisma.sql(statement, ...values))).rowCount ?? 0;
    },
  };
}

/** In a transaction that Prisma has begun. */
export function sqlWithin(db: Db): Sql {
  return {
    rows: (statement, ...values) => db.$queryRaw(Prisma.sql(statement, ...values)),
    count: (statement, ...values) => db.$executeRaw(Prisma.sql(statement, ...values)),
  };
}
