import { z } from 'zod';

/** What a program can be read from. */
export const programFormat = z.enum(['JSON', 'CSV', 'XLSX', 'SCHEDULE_XML', 'SCHEDULE_JSON']);

export type ProgramFormat = z.output<typeof programFormat>;

const schedule = z.object({ schedule: z.unknown() });

/** The format of a file by its content, whatever it is called; what begins like nothing else is taken for CSV. */
export function formatOf(bytes: Uint8Array): ProgramFormat {
  const [a, b] = bytes;
  // A ZIP, or Excel's own format of before 2007, of which the reader says so.
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf)) return 'XLSX';
  const start = new TextDecoder().decode(bytes.subarray(0, 1_000)).trimStart();
  if (start.startsWith('<')) return 'SCHEDULE_XML';
  if (!start.startsWith('{')) return 'CSV';
  return schedule.safeParse(jsonOf(bytes)).success ? 'SCHEDULE_JSON' : 'JSON';
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
