export { describeSettings, type SettingName, type SettingTexts } from './table.js';
export { isLoopback } from './loopback.js';
export { isTestDatabase, parseSettings, type OidcClient, type Settings } from './settings.js';
export { loadSettingTexts } from './load-settings.js';
