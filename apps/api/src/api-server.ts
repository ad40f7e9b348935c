import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import proxyAddress from '@fastify/proxy-addr';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Ctx, Services } from '@plenary/platform';
import {
  Documents,
  asksForSocket,
  buildSchema,
  graphqlOverWebSocket,
  type BuiltSchema,
  type Declaration,
} from '@plenary/platform/graphql';
import {
  SecretGate,
  addHealthRoutes,
  addMetricsRoute,
  createHttpServer,
  type RouteDeclaration,
} from '@plenary/platform/http';
import { openCtxOf } from './open-ctx.js';
import { resolvers } from '@plenary/nouns/graphql';
import { linkOfPage } from './link-cookies.js';
import { renderErrorPage, renderLinkNeededPage } from '@plenary/site';
import { addQuotaFigures } from '@plenary/registration';
import { addAssetRoutes } from './routes/assets.js';
import { addDraftTableRoutes } from './routes/draft-tables.js';
import { addExportRoute } from './routes/export.js';
import { frameOf } from './routes/frame.js';
import { addGraphiqlRoute } from './routes/graphiql.js';
import { addGraphqlRoute } from './routes/graphql.js';
import { addKeyRoute } from './routes/keys.js';
import { addMailboxRoute } from './routes/mailbox.js';
import { addMeRoutes } from './routes/me.js';
import { addMinutesRoutes } from './routes/minutes.js';
import { addOidcRoutes } from './routes/oidc.js';
import { addPageRoutes } from './routes/pages.js';
import { addPartRoutes } from './routes/part.js';
import { addPeopleRoutes } from './routes/people.js';
import { addProgramRoutes } from './routes/program.js';
import { addRegisterRoutes } from './routes/register.js';
import type { Routes } from './routes/routes.js';
import { addSchemaRoutes } from './routes/schemas.js';
import { addSignInRoutes } from './routes/sign-in.js';
import { addUnsubscribeRoute } from './routes/unsubscribe.js';
import { addUploadRoute } from './routes/uploads.js';

export interface Api {
  readonly server: FastifyInstance;
  readonly schema: GraphQLSchema;
  /** Who may use each field that has a resolver. */
  readonly declarations: readonly Declaration[];
  /** Who may use each HTTP route. */
  readonly routes: readonly RouteDeclaration[];
  /** Sockets that are open. */
  sockets(): number;
  /** @param options `drain`: answers first, and for as long as a balancer needs to notice, that it is not ready */
  close(options?: { readonly drain: boolean }): Promise<void>;
}

/** Balancers look about once a second. */
const drainMs = 2_000;

/** The schema needs nothing of an installation: it is made while the database still starts. */
export function startSchema(): Promise<BuiltSchema> {
  return buildSchema(resolvers);
}

/** The server with all its routes, not yet listening. */
export async function createApi(services: Services, built = startSchema()): Promise<Api> {
  const { settings, log } = services;
  const secrets = new SecretGate(services.keys);
  const open = openCtxOf(services, secrets);
  const opened = new WeakMap<FastifyRequest, Promise<Ctx>>();
  const openCtx = (request: FastifyRequest): Promise<Ctx> => {
    const ctx = opened.get(request) ?? open(request.raw, request.ip, request.id);
    opened.set(request, ctx);
    return ctx;
  };
  const { schema, declarations, app } = await built;
  const documents = new Documents(schema, settings.introspection, services.metrics.documents);
  const { server, routes: declared } = await createHttpServer({
    services,
    openCtx,
    errorPage: (request, status, error) => {
      const frame = frameOf(services, request, [], null);
      // Who comes to the page of a link without it is told how to open it.
      const isWithoutLink = linkOfPage(request.raw) !== null && [401, 404].includes(status);
      return isWithoutLink ? renderLinkNeededPage(frame) : renderErrorPage(frame, status, error);
    },
    mayUpgrade: asksForSocket,
  });
  let ending = false;
  // The next request is to go elsewhere: a connection that is closed under it would fail it. What comes from memory
  // is written without the second hook.
  const letGo = (reply: FastifyReply): void => {
    if (ending) reply.raw.shouldKeepAlive = false;
  };
  server.addHook('onRequest', (_request, reply, done) => {
    letGo(reply);
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    letGo(reply);
    done(null, payload);
  });
  const routes: Routes = { server, services, secrets, openCtx };
  addHealthRoutes(server, services, () => ending);
  addQuotaFigures(services);
  addMetricsRoute(server, services, openCtx);
  addGraphqlRoute(routes, schema, documents);
  addUploadRoute(routes);
  addProgramRoutes(routes);
  addPeopleRoutes(routes);
  addPartRoutes(routes);
  addRegisterRoutes(routes);
  addMeRoutes(routes);
  addDraftTableRoutes(routes);
  addExportRoute(routes);
  addMinutesRoutes(routes);
  addKeyRoute(routes);
  addSchemaRoutes(routes);
  addAssetRoutes(routes);
  addSignInRoutes(routes);
  addOidcRoutes(routes);
  addUnsubscribeRoute(routes);
  addPageRoutes(routes);
  if (settings.demo) {
    addGraphiqlRoute(routes);
    if (settings.smtpUrl === null) addMailboxRoute(routes);
  }
  const addressOf = (request: IncomingMessage): string => proxyAddress(request, [...settings.trustedProxies]);
  let sockets = 0;
  const socketServer = graphqlOverWebSocket({
    server: server.server,
    schema,
    documents,
    log,
    origin: new URL(settings.publicUrl).origin,
    addressOf,
    subscribers: services.metrics.subscribers,
    onActorChange: (topic, changed) => services.live.onChange(topic, changed),
    openCtx: (request, onSocket) =>
      open(request, addressOf(request), `socket-${String((sockets += 1))}`, onSocket),
  });
  return {
    server,
    schema,
    declarations,
    routes: declared,
    sockets: () => socketServer.count(),
    async close({ drain } = { drain: false }) {
      ending = true;
      if (drain) await pause(drainMs);
      await socketServer.close();
      await server.close();
      await app.close();
    },
  };
}
