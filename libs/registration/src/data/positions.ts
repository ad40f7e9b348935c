import type { SqlEventCtx } from '@plenary/platform';

/** Which place in their line those of these have who wait. */
export async function positionsInLine(
  ctx: SqlEventCtx,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await ctx.sql.rows<{ id: string; position: number }>`
    SELECT id, position FROM (
      SELECT id, (row_number() OVER (PARTITION BY "categoryId", mode ORDER BY "lineNumber"))::int AS position
      FROM "Registration" WHERE "eventId" = ${ctx.event.id}::uuid AND state = 'WAITLISTED') line
    WHERE id = ANY (${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, position }) => [id, position]));
}
