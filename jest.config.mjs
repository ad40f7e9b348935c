import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
const kind = process.env.PLENARY_TRIALS === 'on' ? 'trial' : 'spec';

export default {
  testMatch: [`<rootDir>/{apps,libs}/*/{src,test}/**/*.${kind}.ts`],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Our own packages from their sources; of others the CommonJS side, which Jest loads from any module.
  testEnvironmentOptions: { customExportConditions: ['@plenary/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/libs/testing/dist/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/dist/jest/global-teardown.js',
  reporters: ['<rootDir>/libs/testing/dist/jest/reporter.js'],
  verbose: false,
  maxWorkers: 3,
  testTimeout: kind === 'trial' ? 1_800_000 : 60_000,
};
