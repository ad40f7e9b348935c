import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import cookie from '@fastify/cookie';
import { requirePermission } from '../access/require-permission.js';
import type { Permission } from '../access/roles.js';
import { z } from 'zod';
import type { Ctx, EventRef, Services } from '../ctx.js';
import { Refusal, notFound, type ErrorCode } from '../errors.js';
import { isNestedTooDeeply, nestedTooDeeply } from '@plenary/formats';
import { hashToken } from '../keys/keys.js';
import { presentError, type PresentedError } from '../graphql/present-error.js';
import { backOffOf } from './back-off.js';
import { refuseBrokenRequest } from './broken-requests.js';
import { createPatientServer, patience } from './patient-server.js';
import { pageHeaders, securityHeaders } from './security-headers.js';

/** Who may use a route. */
export type RouteAccess =
  | { readonly public: string }
  /** Through the installation's roles, or any account; with `locate` in the event that the route is of. */
  | { readonly allow: Permission; readonly locate?: RouteLocator };

/** Finds the event that a route's `:slug` names; null if there is none. */
type RouteLocator = (ctx: Ctx, slug: string) => Promise<EventRef | null>;

/** A route with who may use it. */
export interface RouteDeclaration {
  readonly method: string;
  /** With its parameters: `/events/:slug`. */
  readonly url: string;
  readonly access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

interface Options {
  readonly services: Services;
  /** Who sends a request, by its token or its cookie. */
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
  /** An error as a page, for people who read it in a browser. */
  readonly errorPage: (request: FastifyRequest, status: number, error: PresentedError) => string;
  /** Whether a request that asks for another protocol gets it; any other is answered as if it had not asked. */
  readonly mayUpgrade: (request: IncomingMessage) => boolean;
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

const eventRoute = z.object({ slug: z.string() });

const maxBodyBytes = 100_000;

interface HttpServer {
  readonly server: FastifyInstance;
  /** Every route that was added, as it was added. */
  readonly routes: readonly RouteDeclaration[];
}

/** The HTTP server. A route that does not declare who may use it stops the start. */
export async function createHttpServer(options: Options): Promise<HttpServer> {
  const { services, openCtx, errorPage, mayUpgrade } = options;
  const always = securityHeaders(services.settings);
  const server = Fastify({
    bodyLimit: maxBodyBytes,
    serverFactory: (handle) => createPatientServer(handle, mayUpgrade),
    trustProxy: [...services.settings.trustedProxies],
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => {
      refuseBrokenRequest(error, socket, always);
    },
    // An address that is none: no hook has run yet.
    frameworkErrors: (error, request, reply) => {
      const message = error.statusCode === 414 ? 'This address is too long.' : 'This is no address.';
      const refused: PresentedError = { message, extensions: { code: 'BAD_INPUT' } };
      sendError(request, reply, error.statusCode ?? 400, refused);
    },
  });
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isNestedTooDeeply(body)) done(new Refusal('BAD_INPUT', nestedTooDeeply));
    else void parseJson(request, body, done);
  });
  const routes: RouteDeclaration[] = [];
  server.addHook('onRoute', ({ config, method, url }) => {
    const access = config?.access;
    if (access === undefined) {
      throw new Error(`No access is declared for ${String(method)} ${url}: set config.access.`);
    }
    routes.push(...[method].flat().map((one) => ({ method: one, url, access })));
  });
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always);
    done();
  });
  server.addHook('onSend', ({ raw: { socket } }, _reply, payload, done) => {
    // A request that is injected comes over no socket.
    if (socket instanceof Socket) socket.setTimeout(patience.take);
    done(null, payload);
  });
  server.addHook('preHandler', (request, _reply, done) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || 'public' in access) {
      done();
      return;
    }
    openCtx(request)
      .then((ctx) => requireAccess(ctx, access, request.params))
      .then(() => {
        done();
      }, done);
  });
  server.setErrorHandler((error, request, reply) => {
    // Nobody is there to be answered, and it is no failure of ours: see the figures for how many.
    if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
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
  // We read our cookies ourselves. Those that are signed have a key of their own.
  await server.register(cookie, { hook: false, secret: hashToken(services.keys, 'signed cookies') });
  return { server, routes };

  function sendError(request: FastifyRequest, reply: FastifyReply, status: number, error: PresentedError) {
    reply.code(status).headers(always);
    if (status === 503) reply.header('retry-after', String(backOffOf(services).seconds()));
    const { retryAfter } = error.extensions;
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    if (!wantsPage(request)) return reply.send({ errors: [error] });
    return reply
      .type('text/html; charset=utf-8')
      .headers(pageHeaders)
      .send(errorPage(request, status, error));
  }
}

async function requireAccess(
  ctx: Ctx,
  { allow, locate }: Extract<RouteAccess, { allow: Permission }>,
  params: unknown,
): Promise<void> {
  // Before anything is looked up: strangers learn nothing.
  if (locate === undefined || ctx.actor.kind === 'anonymous') {
    requirePermission(ctx, allow, null, 'Page');
    return;
  }
  const event = await locate(ctx, eventRoute.parse(params).slug);
  if (event === null) throw notFound('Event');
  requirePermission(ctx, allow, event.id, 'Event');
}

/** A browser that opens an address, or sends a form, asks for HTML before anything else. */
function wantsPage(request: FastifyRequest): boolean {
  return ['GET', 'POST'].includes(request.method) && (request.headers.accept ?? '').startsWith('text/html');
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
