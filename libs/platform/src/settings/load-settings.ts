import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { badInput } from '../errors.js';
import { settingsTable, type SettingName, type SettingTexts } from './table.js';

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingsTable.shape, name);
}

/**
 * The settings as text: `.env` in the working folder, overruled by the environment. An empty text is no setting.
 * @throws {Refusal} BAD_INPUT for an unknown name in `.env`
 */
export function loadSettingTexts(workingFolder: string, environment: NodeJS.ProcessEnv): SettingTexts {
  const file = join(workingFolder, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const unknown = Object.keys(fromFile).filter((name) => !isSettingName(name));
  if (unknown.length > 0) {
    const known = Object.keys(settingsTable.shape).join(', ');
    throw badInput(unknown.map((path) => ({ path, message: `is no setting (in .env); there are ${known}` })));
  }
  const texts: SettingTexts = {};
  for (const [name, value] of [...Object.entries(fromFile), ...Object.entries(environment)]) {
    if (isSettingName(name) && value !== undefined && value !== '') texts[name] = value;
  }
  return texts;
}
