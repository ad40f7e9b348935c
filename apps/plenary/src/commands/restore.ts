import type { Command } from 'commander';
import { signingKeySetOf } from '@plenary/minutes';
import { Storage } from '@plenary/platform/storage';
import { restoreBackup, type Restored } from '../backup/restore-backup.js';
import { holdLauncherLock, reachDatabase } from '../launcher/database.js';
import { print, readSettings, toStderr, untilInterrupted } from './session.js';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup')
    .description('make an installation from a backup: an empty database, with the server stopped')
    .addHelpText(
      'after',
      '\nAll of it or nothing. A backup of an older program is migrated; see docs/operations.md.',
    )
    .action(async (file: string, _options: unknown, command: Command) => {
      const settings = readSettings();
      const database = await reachDatabase(settings);
      try {
        const unlock = await holdLauncherLock(database.url);
        try {
          const restored = await untilInterrupted((signal) =>
            restoreBackup({
              file,
              databaseUrl: database.url,
              storage: new Storage(settings.files),
              settings,
              signal,
              progress: toStderr,
            }),
          );
          printRestored(command, restored);
        } finally {
          await unlock();
        }
      } finally {
        await database.close();
      }
    });
}

function printRestored(command: Command, { manifest, migrated, keys, undone }: Restored): void {
  const { takenAt, program, tables, files, missing } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const signingKeys = signingKeySetOf(manifest.keys.signing);
  const result = {
    takenAt,
    program,
    tables: tables.length,
    rows,
    files: files.length,
    missing,
    migrated,
    keys,
  };
  print(command, { ...result, signingKeys, undone }, [
    `Restored ${String(rows)} rows of ${String(tables.length)} tables and ${String(files.length)} files, as they were at ${takenAt}.`,
    ...missing.map((key) => `Missing: ${key}, which a row names, was not there when the backup was taken.`),
    ...migrated.map((name) => `Migrated: ${name}.`),
    ...(undone === 0
      ? []
      : [`${String(undone)} jobs wait: a worker does them, mail included, as soon as it runs.`]),
    ...(keys.secret === 'other'
      ? [
          'The secret key is not that of the backup: sign-in links and sessions are void, and everybody signs in anew.',
        ]
      : []),
    ...(keys.signing === 'other'
      ? [
          'The signing key is not that of the backup. Minutes published before are verified with its public key: keep the',
          'next line as a file, publish it where people find it, and use: plenary verify MANIFEST --keys FILE',
          JSON.stringify(signingKeys),
        ]
      : []),
  ]);
}
