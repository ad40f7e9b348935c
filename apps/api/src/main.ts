import { Refusal } from '@plenary/platform';
import { runProcess } from '@plenary/platform/process';
import { createApi } from './api-server.js';

runProcess('api', async (services) => {
  const { host, port } = services.settings;
  const api = await createApi(services);
  try {
    await api.server.listen({ host, port });
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!inUse) throw error;
    throw new Refusal('UNAVAILABLE', `Port ${String(port)} of ${host} is in use; set PORT to another.`);
  }
  return { stop: () => api.close() };
});
