import '@plenary/platform/require-node';
import { describeFailure } from '@plenary/platform';
import { loadSettingTexts, parseSettings } from '@plenary/platform/settings';
import { openDatabase } from './launcher/database.js';

// Applies the migrations that the database lacks, and ends: for containers, where nothing else starts before it.
try {
  const settings = parseSettings(loadSettingTexts(process.cwd(), process.env), process.cwd());
  const database = await openDatabase(settings);
  await database.close();
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
