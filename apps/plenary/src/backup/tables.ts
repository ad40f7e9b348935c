import { createClient } from '@plenary/platform/postgres';
import pg from 'pg';

type Queryable = Pick<pg.Client, 'query'> | Pick<pg.Pool, 'query'>;

/** A table as the catalogue has it. */
export interface Table {
  readonly schema: 'public';
  readonly name: string;
  /** Those that are written, not computed, in their order. */
  readonly columns: readonly string[];
}

/**
 * Our tables, each after those that it refers to. Left out are the record of migrations, which a restore writes
 * itself, what belongs to an extension, and the queue's own schema: every job can be remade from its outbox row, for
 * the dispatcher finds rows that the queue does not know (and a queue may live elsewhere).
 * @throws {Error} where tables refer to each other in a circle, which no order satisfies
 */
export async function listTables(client: Queryable): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(tablesStatement);
  const ordered: Table[] = [];
  const done = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.filter(({ name, needs }) => !done.has(name) && needs.every((need) => done.has(need)));
    if (next.length === 0) {
      const left = rows.map(({ name }) => name).filter((name) => !done.has(name));
      throw new Error(`Tables refer to each other in a circle, among them ${left.join(', ')}.`);
    }
    for (const { name, columns } of next) {
      ordered.push({ schema: 'public', name, columns });
      done.add(name);
    }
  }
  return ordered;
}

const tablesStatement = `
SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT other.relname::text FROM pg_constraint k JOIN pg_class other ON other.oid = k.confrelid
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> k.conrelid) AS needs
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
   AND NOT EXISTS (SELECT FROM pg_depend d
                   WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY 1`;

/** A file that rows name, and its SHA-256 as they have it. */
export interface NamedFile {
  readonly key: string;
  readonly sha256: string | null;
}

/** Each file that some row names: by our convention in a column `storageKey`, its hash beside it in `sha256`. */
export async function listNamedFiles(client: Queryable, tables: readonly Table[]): Promise<NamedFile[]> {
  const naming = tables.filter(({ columns }) => columns.includes('storageKey'));
  if (naming.length === 0) return [];
  const parts = naming.map((table) => {
    const hash = table.columns.includes('sha256') ? 'sha256' : 'NULL';
    return `SELECT "storageKey" AS key, ${hash} AS sha256 FROM ${quoted(table)} WHERE "storageKey" IS NOT NULL`;
  });
  const { rows } = await client.query<NamedFile>(
    `SELECT key, min(sha256) AS sha256 FROM (${parts.join(' UNION ALL ')}) files GROUP BY key ORDER BY key`,
  );
  return rows;
}

/** A table's name in SQL. */
export function quoted({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** Mails that were kept instead of sent hold links that still open something: no backup has them. */
const withoutRows: ReadonlySet<string> = new Set(['KeptMail']);

/** The statement that reads a table as text, which any version of the server and any machine reads. */
export function readStatement(table: Table): string {
  const rows = withoutRows.has(table.name) ? 'WHERE false' : '';
  return `COPY (SELECT ${columnsOf(table)} FROM ${quoted(table)} ${rows}) TO STDOUT`;
}

/** The statement that writes what the other has read. */
export function writeStatement(table: Table): string {
  return `COPY ${quoted(table)} (${columnsOf(table)}) FROM STDIN`;
}

function columnsOf({ columns }: Table): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}

/** A server that writes much to its disk answers late. */
const longestMs = 600_000;

/** A connection for work that may take long, on which text has one form. */
export async function connectForCopy(databaseUrl: string, name: string): Promise<pg.Client> {
  const client = createClient(databaseUrl, name, { silenceMs: longestMs });
  await client.connect();
  await client.query(`SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
    SET timezone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1`);
  // A server or role may have limits for ordinary work; not each version has each of them.
  await client.query(`SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN
    ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout')`);
  return client;
}
