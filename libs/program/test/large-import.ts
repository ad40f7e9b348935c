import { importProgramFile, programAsFile } from '@plenary/program';
import { anEvent, createTestBench } from '@plenary/testing';

/** What an import of so many sessions came to. */
export interface LargeImport {
  /** How many sessions a dry run, the import, the same again, and one with other titles changed. */
  readonly changed: readonly number[];
  readonly sessions: number;
  /** Seconds of each. */
  readonly seconds: readonly number[];
}

/** A table of sessions, eleven rooms side by side, taken into an empty event in one operation each time. */
export async function importLarge(sessions: number): Promise<LargeImport> {
  const bench = await createTestBench();
  const ctx = await anEvent(bench.operator, { program: {}, event: { endsOn: '2027-10-24' } });
  const rows = Array.from({ length: sessions }, (_row, number) => {
    const at = Date.UTC(2026, 10, 24) + Math.floor(number / 110) * 86_400_000 + (number % 11) * 3_600_000;
    const start = new Date(at).toISOString().slice(0, 16);
    const end = `${start.slice(11, 14)}45`;
    const room = `Room ${String(Math.floor(number / 11) % 10)}`;
    return `s-${String(number)},PRESENTATION,Talk ${String(number)},${room},${start},${end},SPEAKER: smith`;
  });
  const file = ['key,kind,title,room,start,end,people', ...rows].join('\n');
  const changed: number[] = [];
  const seconds: number[] = [];
  const take = async (text: string, dryRun: boolean): Promise<void> => {
    const started = Date.now();
    const options = { format: null, replace: false, dryRun };
    changed.push((await importProgramFile(ctx, Buffer.from(text), options)).changes.sessions.length);
    seconds.push((Date.now() - started) / 1_000);
  };
  await take(file, true);
  await take(file, false);
  await take(file, false);
  await take(file.replaceAll('Talk', 'Speech'), false);
  const { sessions: kept = [] } = await programAsFile(ctx);
  await bench.close();
  return {
    changed,
    sessions: kept.filter(({ title }) => String(title['en']).startsWith('Speech')).length,
    seconds,
  };
}
