import type { Ctx, Services } from '@plenary/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What every group of routes gets. */
export interface Routes {
  readonly server: FastifyInstance;
  readonly services: Services;
  /** The context of a request: who sends it. Looked up once a request. */
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
}
