import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import cookie from '@fastify/cookie';
import { requirePermission } from '../access/require-permission.js';
import type { Permission } from '../access/roles.js';
import type { Ctx, Services } from '../ctx.js';
import type { ErrorCode } from '../errors.js';
import { presentError, type PresentedError } from '../graphql/present-error.js';

/** Who may use a route. */
export type RouteAccess =
  | { readonly public: string }
  /** Through the installation's roles, or any account. */
  | { readonly allow: Permission };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

interface Options {
  readonly services: Services;
  /** Who sends a request, by its cookie. */
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
  /** An error as a page, for people who read it in a browser. */
  readonly errorPage: (status: number, error: PresentedError) => string;
}

const statusOf: Readonly<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE_VERSION: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

const maxBodyBytes = 100_000;

/** Of our own pages: their style sheet and script come from our own server, and nothing else is loaded. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'";

/** On every answer. Pages set their own Content-Security-Policy where they need more than nothing. */
const headers = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The HTTP server. A route that does not declare who may use it stops the start. */
export async function createHttpServer({ services, openCtx, errorPage }: Options): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: maxBodyBytes,
    // A client has this long for its headers, and below for all of its request: slow ones are cut off.
    http: { headersTimeout: 10_000 },
    trustProxy: [...services.settings.trustedProxies],
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  });
  server.addHook('onRoute', ({ config, method, url }) => {
    if (config?.access === undefined) {
      throw new Error(`No access is declared for ${String(method)} ${url}: set config.access.`);
    }
  });
  const always = services.settings.publicUrl.startsWith('https:')
    ? { ...headers, 'strict-transport-security': 'max-age=31536000' }
    : headers;
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always);
    done();
  });
  server.addHook('preHandler', (request, _reply, done) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || 'public' in access) {
      done();
      return;
    }
    const { allow } = access;
    openCtx(request)
      .then(({ actor }) => {
        requirePermission(actor, allow, null, 'Page');
      })
      .then(() => {
        done();
      }, done);
  });
  const sendError = (request: FastifyRequest, reply: FastifyReply, status: number, error: PresentedError) => {
    reply.code(status).header('cache-control', 'no-store');
    if (status === 503) reply.header('retry-after', '2');
    const { retryAfter } = error.extensions;
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    if (!wantsPage(request)) return reply.send({ errors: [error] });
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .send(errorPage(status, error));
  };
  server.setErrorHandler((error, request, reply) => {
    const presented = presentHttpError(error, request, services);
    return sendError(
      request,
      reply,
      statusOfFastifyError(error) ?? statusOf[presented.extensions.code],
      presented,
    );
  });
  server.setNotFoundHandler((request, reply) =>
    sendError(request, reply, 404, { message: 'Page not found.', extensions: { code: 'NOT_FOUND' } }),
  );
  // We read our one cookie ourselves.
  await server.register(cookie, { hook: false });
  return server;
}

/** A browser that opens an address asks for HTML before anything else. */
function wantsPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').startsWith('text/html');
}

function presentHttpError(error: unknown, request: FastifyRequest, services: Services): PresentedError {
  if (statusOfFastifyError(error) !== null && error instanceof Error) {
    return { message: error.message, extensions: { code: 'BAD_INPUT' } };
  }
  return presentError(error, request.id, services.log);
}

/** 4xx of what Fastify itself refuses: a body too large, no JSON, a media type that nobody reads. */
function statusOfFastifyError(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return null;
  const { code, statusCode } = error;
  const isFastifys = typeof code === 'string' && code.startsWith('FST_');
  return isFastifys && typeof statusCode === 'number' && statusCode < 500 ? statusCode : null;
}
