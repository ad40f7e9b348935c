import { freePort } from '@plenary/platform/postgres';
import { startTestApi, type TestApi } from '../api/index.js';

/** The API in this process, where browsers reach it, under the address that it holds for its own. */
export interface TestSite extends TestApi {
  readonly url: string;
}

export async function startTestSite(options: Parameters<typeof startTestApi>[0] = {}): Promise<TestSite> {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const api = await startTestApi({ ...options, settings: { ...options.settings, PUBLIC_URL: url } });
  await api.api.server.listen({ host: '127.0.0.1', port });
  return { ...api, url };
}
