const kind = process.env.PLENARY_TRIALS === 'on' ? 'trial' : 'spec';

export default {
  testMatch: [`<rootDir>/{apps,libs}/*/{src,test}/**/*.${kind}.ts`],
  // Modules are loaded by Node, once a worker: see the environment and the runner.
  transform: {},
  testEnvironment: '<rootDir>/libs/testing/dist/jest/environment.js',
  testRunner: '<rootDir>/libs/testing/dist/jest/runner.js',
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest/setup.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/libs/testing/dist/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/dist/jest/global-teardown.js',
  reporters: ['<rootDir>/libs/testing/dist/jest/reporter.js'],
  verbose: false,
  maxWorkers: 3,
  // A guard against what hangs, never a measure.
  testTimeout: kind === 'trial' ? 1_800_000 : 180_000,
};
