import { findEventsBySlug, type Event } from '@plenary/event';
import { importEvent, slugOfEventFile } from '@plenary/nouns/files';
import { Refusal, enterEvent, notFound, type Ctx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import {
  findFindings,
  formatOf,
  importProgramFile,
  programAsFile,
  type ImportOptions,
  type ImportReport,
} from '@plenary/program';
import { parseJsonFile } from './json-file.js';
import { eventOfSchedule, slugOfSchedule } from './schedule-event.js';

/** What a file did or, of a dry run, would do. */
export interface FileReport {
  readonly event: Pick<Event, 'slug' | 'state'>;
  /** Whether the event is new. */
  readonly made: boolean;
  readonly dryRun: boolean;
  /** The number of the edit of its draft; null where it is new, of a dry run, and where nothing changed. */
  readonly edit: number | null;
  readonly changed: { readonly sessions: number; readonly rooms: number; readonly tracks: number };
  /** Keys. */
  readonly peopleAdded: readonly string[];
  readonly notes: readonly string[];
  /** What the rules find with it, and did not before. */
  readonly findings: readonly { readonly severity: string; readonly message: string }[];
}

interface FileOptions extends ImportOptions {
  /** Its name, for messages. */
  readonly file: string;
  /** The slug of the event whose draft is edited; null for the one that the file names. */
  readonly into: string | null;
  /** Of a new event that is made from a schedule. */
  readonly language: string;
}

/** Ends the transaction of a dry run, with what it has found. */
class DryRun extends Error {
  constructor(readonly report: FileReport) {
    super('This was a dry run.');
  }
}

/**
 * Takes a file in: as edits of the draft of the event that it names, or that is named; where there is none of that slug
 * it makes the event. All or nothing.
 * @throws {Refusal} BAD_INPUT with the place of each problem; NOT_FOUND; CONFLICT
 */
export async function importFile(ctx: Ctx, bytes: Buffer, options: FileOptions): Promise<FileReport> {
  const format = options.format ?? formatOf(bytes);
  const named = options.into ?? slugIn(bytes, format, options.file);
  const [found] = await findEventsBySlug(ctx, [named]);
  const chosen = { ...options, format };
  if (found !== undefined) return editEvent(enterEvent(ctx, found.event), found.event, bytes, chosen);
  if (options.into !== null) throw notFound('Event');
  return makeEvent(ctx, bytes, chosen);
}

async function editEvent(
  ctx: EventCtx,
  event: Event,
  bytes: Buffer,
  options: ImportOptions,
): Promise<FileReport> {
  return reportOf(event, false, options.dryRun, await importProgramFile(ctx, bytes, options));
}

/** There is no draft yet that a dry run could look at: it makes one, and takes all of it back. */
async function makeEvent(
  ctx: Ctx,
  bytes: Buffer,
  options: FileOptions & { readonly format: NonNullable<ImportOptions['format']> },
): Promise<FileReport> {
  const { file, format, dryRun } = options;
  try {
    return await inTransaction(ctx, async (tx) => {
      const report =
        format === 'JSON'
          ? await makeFromJson(tx, bytes, file, dryRun)
          : await makeFromSchedule(tx, bytes, options);
      if (dryRun) throw new DryRun(report);
      return report;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}

async function makeFromJson(tx: Ctx, bytes: Buffer, file: string, dryRun: boolean): Promise<FileReport> {
  const event = await importEvent(tx, parseJsonFile(bytes, file));
  const inEvent = enterEvent(tx, event);
  const { sessions = [], rooms = [], tracks = [] } = await programAsFile(inEvent);
  const findings = await findFindings(inEvent);
  return {
    event: stateOf(event),
    made: true,
    dryRun,
    edit: null,
    changed: { sessions: sessions.length, rooms: rooms.length, tracks: tracks.length },
    peopleAdded: [],
    notes: [],
    findings: findings.map(({ severity, message }) => ({ severity, message })),
  };
}

async function makeFromSchedule(
  tx: Ctx,
  bytes: Buffer,
  { format, language, replace, dryRun }: FileOptions,
): Promise<FileReport> {
  const event = await eventOfSchedule(tx, bytes, format === 'SCHEDULE_XML', language);
  const inEvent = enterEvent(tx, event);
  const report = await importProgramFile(inEvent, bytes, { format, replace, dryRun: false });
  return reportOf(event, true, dryRun, report);
}

function reportOf(
  event: Event,
  made: boolean,
  dryRun: boolean,
  { edit, changes, people, notes, findings }: ImportReport,
): FileReport {
  return {
    event: stateOf(event),
    made,
    dryRun,
    edit: made ? null : edit,
    changed: {
      sessions: changes.sessions.length,
      rooms: changes.rooms.length,
      tracks: changes.tracks.length,
    },
    peopleAdded: people.map(({ key }) => key),
    notes,
    findings: findings.come.map(({ severity, message }) => ({ severity, message })),
  };
}

function stateOf({ slug, state }: Event): Pick<Event, 'slug' | 'state'> {
  return { slug, state };
}

/** The event that a file names; a table names none. */
function slugIn(bytes: Buffer, format: ImportOptions['format'], file: string): string {
  switch (format) {
    case 'JSON':
      return slugOfEventFile(parseJsonFile(bytes, file));
    case 'SCHEDULE_XML':
    case 'SCHEDULE_JSON':
      return slugOfSchedule(bytes, format === 'SCHEDULE_XML');
    default:
      throw new Refusal('BAD_INPUT', 'A table names no event: say whose draft it is by --into EVENT.');
  }
}
