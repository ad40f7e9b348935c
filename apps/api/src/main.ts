import '@plenary/platform/require-node';
import { Refusal, hasCode } from '@plenary/platform';
import { runProcess } from '@plenary/platform/process';
import { createApi, startSchema } from './api-server.js';
import { viewers } from './viewers.js';

const schema = startSchema();

runProcess(
  'api',
  async (services) => {
    const { host, port } = services.settings;
    const api = await createApi(services, schema);
    try {
      await api.server.listen({ host, port });
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE')) throw error;
      throw new Refusal('UNAVAILABLE', `Port ${String(port)} of ${host} is in use; set PORT to another.`);
    }
    return { stop: (drain) => api.close({ drain }) };
  },
  viewers,
);
