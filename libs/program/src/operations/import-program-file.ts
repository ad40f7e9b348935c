import { recordAudit } from '@plenary/audit';
import { findEvent, insertPeople, type Person, type PersonInput } from '@plenary/event';
import { Refusal, notFound, parse, wantedId, type EventCtx } from '@plenary/platform';
import { apartOfFile } from '@plenary/platform/apart';
import { inTransaction } from '@plenary/platform/database';
import { claimUpload, lendUpload } from '@plenary/platform/storage';
import { localText } from '@plenary/platform/texts';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Changes } from '../domain/changes.js';
import { withPeople, type Draft } from '../domain/draft.js';
import { planImport } from '../domain/edits/plan-import.js';
import { requireWhole } from '../domain/edits/require-whole.js';
import { programFormat } from '../domain/files/program-format.js';
import type { readProgram, ProgramReading } from '../domain/files/read-program.js';
import type { FindingsDelta, WorkingDraft } from '../domain/working-draft.js';
import { draftToEdit, openDraft } from './current-draft.js';
import { importProgram } from './import-program.js';
import { withEveryone } from './newcomers.js';

const no = z
  .boolean()
  .nullish()
  .transform((asked) => asked ?? false);

export const importProgramInput = z
  .strictObject({
    uploadId: wantedId.meta({
      description: 'Of a file that was sent to `/uploads` for the purpose `program`.',
    }),
    format: programFormat
      .nullish()
      .transform((named) => named ?? null)
      .meta({ description: 'Else it is recognised by its content.' }),
    replace: no.meta({
      description:
        'Whether sessions go that the file does not have, of our own JSON also rooms and tracks. By default they stay.',
    }),
    dryRun: no.meta({
      description:
        'Whether to tell only what would happen: nothing is saved, and the upload can be used again. By default it happens.',
    }),
  })
  .meta({ description: 'A file to take into the draft.' });

/** How a file is taken in. */
export type ImportOptions = Omit<z.output<typeof importProgramInput>, 'uploadId'>;

/** What a file did to the draft or, of a dry run, would do. */
export interface ImportReport {
  /** The number of the edit, to undo it by; null of a dry run, and where nothing changed. */
  readonly edit: number | null;
  readonly changes: Changes;
  readonly findings: FindingsDelta;
  /** Those whom the event did not have: an edit that is undone leaves them. */
  readonly people: readonly PersonInput[];
  /** What was left aside, or had to be interpreted: sentences. */
  readonly notes: readonly string[];
}

/**
 * Takes an uploaded program into the draft of the event as one edit, with the people whom it does not have yet. All or
 * nothing; a dry run does not use the upload up.
 * @throws {Refusal} BAD_INPUT with the place of each problem; NOT_FOUND for an upload that is not the actor's; CONFLICT
 */
export async function importUploadedProgram(ctx: EventCtx, input: unknown): Promise<ImportReport> {
  const { uploadId, ...options } = parse(importProgramInput, input);
  return lendUpload(ctx, uploadId, 'program', (path) =>
    importProgramFile(ctx, path, options, (tx) => claimUpload(tx, uploadId, 'program')),
  );
}

/**
 * The same for a file.
 * @param source its bytes, or where it lies
 * @param use whatever else belongs to the transaction
 * @throws {Refusal} BAD_INPUT with the place of each problem; CONFLICT
 */
export async function importProgramFile(
  ctx: EventCtx,
  source: Uint8Array | string,
  { format, replace, dryRun }: ImportOptions,
  use?: (tx: EventCtx) => Promise<unknown>,
): Promise<ImportReport> {
  const notice = await noticeOf(ctx);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    // Nobody is to wait for the draft, or for a connection, while a file is read.
    const { draft, version } = ctx.consequences === null ? await openDraft(ctx) : await draftToEdit(ctx);
    const everyone = await withEveryone(ctx, draft);
    const reading = await readProgramApart(source, format, plainDraft(everyone), notice);
    if (dryRun) return preview(draft, everyone, reading, replace);
    const report = await inTransaction(ctx, async (tx) => {
      // What the file does not say was taken from the draft as it stood.
      if ((await draftToEdit(tx)).version !== version) return null;
      await use?.(tx);
      return save(tx, reading, replace);
    });
    if (report !== null) return report;
  }
  throw new Refusal(
    'CONFLICT',
    'The program was changed again and again while the file was read. Try again.',
  );
}

const attempts = 3;

const readProgramApart = apartOfFile<typeof readProgram>(
  new URL('../../dist/domain/files/read-program.js', import.meta.url),
  'readProgram',
);

/** What rules look at of a draft, and nothing that it does. */
function plainDraft({ frame, rooms, tracks, people, availability, sessions }: Draft): Draft {
  return { frame, rooms, tracks, people, availability, sessions };
}

async function save(
  tx: EventCtx,
  { people, program, notes }: ProgramReading,
  replace: boolean,
): Promise<ImportReport> {
  if (people.length > 0) {
    await insertPeople(tx, people);
    const subject = { kind: 'Event', id: tx.event.id };
    recordAudit(tx, { action: 'importPeople', subject, after: { people: people.length } });
  }
  const { number, changes, findings } = await importProgram(tx, program, replace);
  return { edit: number, changes, findings, people, notes };
}

function preview(
  draft: WorkingDraft,
  everyone: Draft,
  { people, program, notes }: ProgramReading,
  replace: boolean,
): ImportReport {
  const whole = withPeople(everyone, people.map(asAdded));
  const ids = new Map([...whole.people.values()].map(({ key, id }) => [key, id]));
  const changes = planImport(whole, program, ids, replace, uuid);
  requireWhole(whole, changes);
  const newcomers = [...whole.people.values()].filter(({ id }) => !draft.people.has(id));
  return { edit: null, changes, findings: draft.preview(changes, newcomers), people, notes };
}

/** Somebody whom a file adds, as the event would have them. */
function asAdded(added: PersonInput): Person {
  return {
    id: uuid(),
    key: added.key,
    familyName: added.familyName,
    givenName: added.givenName ?? null,
    nameOrder: added.nameOrder,
    title: added.title ?? null,
    post: added.post ?? null,
    organisation: added.organisation ?? null,
    country: added.country ?? null,
  };
}

/** The event's notice, as its files repeat it. */
async function noticeOf(ctx: EventCtx): Promise<string> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const { notice, languages } = event;
  return notice === null ? '' : localText(notice, languages[0] ?? 'en', languages).text;
}
