import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startChild, type TestChild } from '@plenary/testing';

/** Runs a module as a process of its own, so that what it does takes no time of the test's. Resolves once it is ready. */
export async function startOwnProcess(module: URL): Promise<TestChild> {
  const child = startChild(process.execPath, [fileURLToPath(module)], {
    env: { NODE_NO_WARNINGS: '1' },
    ipc: true,
  });
  await once(child.process, 'message');
  return child;
}
