import type { Command } from 'commander';
import { openKeys } from '@plenary/platform/keys';
import { Storage } from '@plenary/platform/storage';
import { takeBackup } from '../backup/take-backup.js';
import { reachDatabase } from '../launcher/database.js';
import { print, readSettings, toStderr, untilInterrupted } from './session.js';

interface Options {
  readonly withKeys?: boolean;
  readonly force?: boolean;
}

export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'where it goes, such as plenary-2026-11-24.tar.gz')
    .option('--with-keys', 'with the secret and the signing key: who has the file can then sign in and sign')
    .option('--force', 'replace a file of that name')
    .description('take a backup of the database and its files, while everything runs')
    .addHelpText(
      'after',
      '\nIt needs room for the backup and, meanwhile, for its largest table. See docs/operations.md.',
    )
    .action(async (file: string, { withKeys = false, force = false }: Options, command: Command) => {
      const settings = readSettings();
      const database = await reachDatabase(settings);
      try {
        const keys = await openKeys(database.url, settings);
        const { manifest, bytes, changed } = await untilInterrupted((signal) =>
          takeBackup({
            databaseUrl: database.url,
            storage: new Storage(settings.files),
            keys,
            file,
            withKeys,
            force,
            signal,
            progress: toStderr,
          }),
        );
        const { takenAt, tables, files, missing } = manifest;
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        const result = {
          file,
          bytes,
          takenAt,
          tables: tables.length,
          rows,
          files: files.length,
          missing,
          changed,
        };
        print(command, { ...result, keys: withKeys }, [
          `Backed up ${String(rows)} rows of ${String(tables.length)} tables and ${String(files.length)} files, ` +
            `as they were at ${takenAt}, into ${file} (${String(bytes)} bytes).`,
          ...missing.map((key) => `Missing: ${key}, which a row names.`),
          ...changed.map((key) => `Changed: ${key} is not what its row says.`),
          withKeys
            ? 'It holds the keys: keep it as you keep them.'
            : 'It holds no keys: keep SECRET_KEY and SIGNING_KEY (or the folder "keys" of DATA_DIR) elsewhere.',
        ]);
      } finally {
        await database.close();
      }
    });
}
