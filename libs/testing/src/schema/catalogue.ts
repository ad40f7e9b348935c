import pg from 'pg';

/**
 * Everything a database's schemas hold, as sorted lines of text: columns, constraints, indexes, triggers,
 * functions, enums. Two databases with the same lines have the same structure, to the last check constraint.
 */
export async function readCatalogue(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(statement, [['public', 'bullmq']]);
    return rows.map(({ line }) => line).sort();
  } finally {
    await client.end();
  }
}

const statement = `
WITH own AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY($1::text[])),
     tables AS (SELECT c.oid, own.nspname || '.' || c.relname AS name FROM pg_class c JOIN own ON own.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v'))
SELECT 'column ' || tables.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
  FROM pg_attribute a JOIN tables ON tables.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint ' || tables.name || '.' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
  FROM pg_constraint JOIN tables ON tables.oid = conrelid
UNION ALL
SELECT 'index ' || pg_get_indexdef(indexrelid) FROM pg_index JOIN tables ON tables.oid = indrelid
UNION ALL
SELECT 'trigger ' || tables.name || ' ' || pg_get_triggerdef(pg_trigger.oid)
  FROM pg_trigger JOIN tables ON tables.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'function ' || pg_get_functiondef(p.oid)
  FROM pg_proc p JOIN own ON own.oid = p.pronamespace
 WHERE p.prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
UNION ALL
SELECT 'enum ' || own.nspname || '.' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
  FROM pg_type t JOIN own ON own.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY own.nspname, t.typname
UNION ALL
SELECT 'extension ' || extname FROM pg_extension`;
