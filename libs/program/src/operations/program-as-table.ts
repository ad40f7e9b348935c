import type { EventCtx } from '@plenary/platform';
import { writeCsv, writeXlsx } from '@plenary/formats/tables';
import { programChoices, programTable, programTemplate } from '../domain/files/write-table.js';
import { currentDraft } from './current-draft.js';
import { withEveryone } from './newcomers.js';

/** The forms of a table. */
export const tableForms = ['csv', 'xlsx'] as const;
export type TableForm = (typeof tableForms)[number];

export const tableTypes: Readonly<Record<TableForm, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The draft of the event as a table that `importProgram` takes, or only its headings, with what each column may hold.
 */
export async function programAsTable(
  ctx: EventCtx,
  form: TableForm,
  { template = false } = {},
): Promise<Buffer> {
  const draft = await withEveryone(ctx, await currentDraft(ctx));
  const table = template ? programTemplate(draft) : programTable(draft);
  if (form === 'csv') return Buffer.from(writeCsv(table));
  return Buffer.from(await writeXlsx(table, { name: 'Program', choices: programChoices(draft) }));
}
