import { fileURLToPath } from 'node:url';
import { loadKeys, type Services } from '@plenary/platform';
import { freePort } from '@plenary/platform/postgres';
import { createServices } from '@plenary/platform/services';
import { parseSettings } from '@plenary/platform/settings';
import { startChild, type TestChild } from '@plenary/testing';

const api = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url));

/** The settings of an installation that is measured. */
export function environmentOf(databaseUrl: string, folder: string) {
  return {
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'a'.repeat(43),
    SIGNING_KEY: 'a'.repeat(43),
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
  };
}

/** What a process of ours works with, in this one. */
export function servicesOn(databaseUrl: string, folder: string, name: string): Services {
  const settings = parseSettings(environmentOf(databaseUrl, folder), folder);
  return createServices(settings, databaseUrl, loadKeys(settings), name);
}

/** An API in a process of its own, once it serves; its inspector listens. */
export async function startApi(
  databaseUrl: string,
  folder: string,
): Promise<{ readonly child: TestChild; readonly port: number }> {
  const port = await freePort();
  const child = startChild(process.execPath, ['--inspect=0', api], {
    env: { NODE_NO_WARNINGS: '1', ...environmentOf(databaseUrl, folder), PORT: String(port) },
  });
  while (!(await isReady(port)));
  return { child, port };
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${String(port)}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
