import type { Ctx, Services } from '@plenary/platform';
import type { SecretGate } from '@plenary/platform/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What every group of routes gets. */
export interface Routes {
  readonly server: FastifyInstance;
  readonly services: Services;
  readonly secrets: SecretGate;
  /** The context of a request: who sends it. Looked up once a request. */
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
}
