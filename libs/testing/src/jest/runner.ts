import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import './sources.js';

const require = createRequire(import.meta.url);
let files = 0;

/** Runs a file by Jest's own runner, but loads its modules by Node: see the environment. */
const run: typeof circus.default = (globalConfig, config, environment, runtime, testPath, send) => {
  files += 1;
  // Node maps stacks to our sources; Jest knows only what it has transformed itself.
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  // Jest's own state is for one file.
  Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
  Object.assign(runtime, {
    requireInternalModule: (path: string): unknown => {
      Reflect.deleteProperty(require.cache, path);
      return require(path);
    },
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path: string) => import(`${pathToFileURL(path).href}?file=${String(files)}`),
  });
  return circus.default(globalConfig, config, environment, runtime, testPath, send);
};

export default run;
