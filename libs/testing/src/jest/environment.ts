import { TestEnvironment } from 'jest-environment-node';

/** Without `process`, whose `exit` Jest would wrap once more for each file. */
const sharedGlobal = new Proxy(globalThis, {
  get: (target, key): unknown => (key === 'process' ? undefined : Reflect.get(target, key)),
});

/**
 * The worker's own realm instead of one a file, so that the runner can load modules once a worker: with a realm a file the
 * same tests took four times the processor's time.
 */
export default class SharedEnvironment extends TestEnvironment {
  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    Object.defineProperty(this, 'global', { value: sharedGlobal });
  }
}
