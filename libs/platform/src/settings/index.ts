export { describeSettings, type SettingName, type SettingTexts } from './table.js';
export { isLoopback, isTestDatabase, parseSettings, type Settings } from './settings.js';
export { loadSettingTexts } from './load-settings.js';
