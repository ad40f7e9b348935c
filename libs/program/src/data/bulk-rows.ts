import { Prisma, type Sql } from '@plenary/platform/database';

/** Tables whose rows come by the thousand, where a file is imported. */
export type Table = 'Session' | 'SessionItem' | 'Appearance' | 'Cue' | 'TrackMember';

/** A row below an event, with its columns by name. */
export interface Row {
  readonly eventId: string;
  readonly id: string;
}

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
export async function insertRows(sql: Sql, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Prisma.join(columnsOf(rows).map(name));
  await sql.count`
    INSERT INTO ${name(table)} (${columns}) SELECT ${columns} FROM ${recordsOf(table, rows)}`;
}

/** What sets all columns of rows by event and id. */
function updateOf(table: Table, rows: readonly Row[], besides: readonly Prisma.Sql[] = []): Prisma.Sql {
  const set = columnsOf(rows)
    .filter((column) => column !== 'eventId' && column !== 'id')
    .map((column) => Prisma.sql`${name(column)} = new.${name(column)}`);
  return Prisma.sql`
    UPDATE ${name(table)} old SET ${Prisma.join([...set, ...besides])}
    FROM ${recordsOf(table, rows)} new WHERE old."eventId" = new."eventId" AND old.id = new.id`;
}

/** Sets all columns of rows by event and id, in one statement. */
export async function updateRows(sql: Sql, table: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await sql.count`${updateOf(table, rows)}`;
}

/** The same for rows that count their versions. @returns the versions that they have now */
export async function updateVersioned(
  sql: Sql,
  table: Extract<Table, 'Session'>,
  rows: readonly Row[],
): Promise<{ id: string; version: number }[]> {
  if (rows.length === 0) return [];
  const counted = [Prisma.sql`version = old.version + 1`];
  return sql.rows<{ id: string; version: number }>`
    ${updateOf(table, rows, counted)} RETURNING old.id, old.version`;
}

/** Deletes rows by event and id, in one statement. */
export async function deleteRows(sql: Sql, table: Table, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  await sql.count`
    DELETE FROM ${name(table)}
    WHERE "eventId" = ${first.eventId}::uuid AND id = ANY (${rows.map(({ id }) => id)}::uuid[])`;
}
