import { Prisma, type Db } from '@plenary/platform/database';

/** Tables whose rows come by the thousand, where a file is imported. */
type Table = 'Session' | 'SessionItem' | 'Appearance' | 'Cue';

/** The rows as one value in the shape of the table: 10,000 by Prisma's own way take longer than a transaction may. */
function recordsOf(table: Table, rows: readonly object[]): Prisma.Sql {
  return Prisma.sql`jsonb_populate_recordset(NULL::${name(table)}, ${JSON.stringify(rows)}::jsonb)`;
}

/** Of the code's own, never from input. */
function name(identifier: string): Prisma.Sql {
  return Prisma.raw(`"${identifier}"`);
}

function columnsOf(rows: readonly object[]): string[] {
  return Object.keys(rows[0] ?? {});
}

/** Inserts rows that all have the same columns, in one statement. */
export async function insertRows(db: Db, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Prisma.join(columnsOf(rows).map(name));
  await db.$executeRaw`
    INSERT INTO ${name(table)} (${columns}) SELECT ${columns} FROM ${recordsOf(table, rows)}`;
}

/** Sets all columns of rows by event and id, in one statement. @returns the versions that they have now */
export async function updateRows(
  db: Db,
  table: Extract<Table, 'Session'>,
  rows: readonly { readonly eventId: string; readonly id: string }[],
): Promise<{ id: string; version: number }[]> {
  if (rows.length === 0) return [];
  const set = columnsOf(rows)
    .filter((column) => column !== 'eventId' && column !== 'id')
    .map((column) => Prisma.sql`${name(column)} = new.${name(column)}`);
  return db.$queryRaw<{ id: string; version: number }[]>`
    UPDATE ${name(table)} old SET ${Prisma.join(set)}, version = old.version + 1
    FROM ${recordsOf(table, rows)} new
    WHERE old."eventId" = new."eventId" AND old.id = new.id
    RETURNING old.id, old.version`;
}
