import type { FastifyInstance } from 'fastify';
import type { Services } from '../ctx.js';

/** `/health/live`: the process answers. `/health/ready`: it can work, that is, reach the database. */
export function addHealthRoutes(server: FastifyInstance, services: Services): void {
  const config = { access: { public: 'Probes have no account and learn only that it works.' } };
  server.get('/health/live', { config }, () => ({ status: 'live' }));
  server.get('/health/ready', { config }, async (_request, reply) => {
    await services.pool.query('SELECT 1');
    return reply.send({ status: 'ready' });
  });
}
