import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requirePermission } from '../access/require-permission.js';
import type { Ctx, Services } from '../ctx.js';
import { Refusal } from '../errors.js';

/**
 * `/health/live`: the process answers. `/health/ready`: it can work, that is, reach the database, and is not about to
 * end.
 */
export function addHealthRoutes(server: FastifyInstance, services: Services, isEnding: () => boolean): void {
  const config = { access: { public: 'Probes have no account and learn only that it works.' } };
  server.get('/health/live', { config }, () => ({ status: 'live' }));
  server.get('/health/ready', { config }, async (_request, reply) => {
    if (isEnding()) throw new Refusal('UNAVAILABLE', 'This process is about to end.');
    await services.pool.query('SELECT 1');
    return reply.send({ status: 'ready' });
  });
}

/**
 * `/metrics` in Prometheus' text format: to whoever may view operations, and to the machine itself where no proxy stands
 * in front, for a proxy on it would send on what anybody asks.
 */
export function addMetricsRoute(
  server: FastifyInstance,
  { settings, metrics, live }: Services,
  openCtx: (request: FastifyRequest) => Promise<Ctx>,
): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  server.addHook('onRequestAbort', ({ routeOptions }, done) => {
    metrics.cutOff.inc({ route: routeOptions.url ?? 'none' });
    done();
  });
  const config = { access: { public: 'Asks for a permission itself, of all but the machine it runs on.' } };
  server.get('/metrics', { config }, async (request, reply) => {
    const isForwarded = Object.keys(request.headers).some((name) => /^(?:forwarded|x-forwarded-)/.test(name));
    const isBehindProxy = settings.trustedProxies.length > 0 || isForwarded;
    if (isBehindProxy || !/^(?:127\.|::1$|::ffff:127\.)/.test(request.ip)) {
      requirePermission(await openCtx(request), 'operations.view', null, 'Page');
    }
    const { mediaType, body } = await metrics.text(live);
    return reply.type(mediaType).send(body);
  });
}
