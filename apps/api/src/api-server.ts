import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { authenticate } from '@plenary/identity';
import type { Ctx, Services } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import {
  Documents,
  buildSchema,
  graphqlOverWebSocket,
  type BuiltSchema,
  type Declaration,
} from '@plenary/platform/graphql';
import { addHealthRoutes, addMetricsRoute, createHttpServer } from '@plenary/platform/http';
import { renderErrorPage } from './pages/error-page.js';
import { resolvers } from './resolvers.js';
import { addAssetRoutes } from './routes/assets.js';
import { addGraphiqlRoute } from './routes/graphiql.js';
import { addGraphqlRoute } from './routes/graphql.js';
import { addKeyRoute } from './routes/keys.js';
import { addMailboxRoute } from './routes/mailbox.js';
import { addMinutesRoutes } from './routes/minutes.js';
import { addPageRoutes } from './routes/pages.js';
import { addProgramRoutes } from './routes/program.js';
import { addSchemaRoutes } from './routes/schemas.js';
import { addSignInRoutes } from './routes/sign-in.js';
import { addUploadRoute } from './routes/uploads.js';
import { readSession } from './session-cookie.js';

/** What every group of routes gets. */
export interface Routes {
  readonly server: FastifyInstance;
  readonly services: Services;
  /** The context of a request: who sends it, by its cookie. Looked up once a request. */
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
}

export interface Api {
  readonly server: FastifyInstance;
  readonly schema: GraphQLSchema;
  /** Who may use each field that has a resolver. */
  readonly declarations: readonly Declaration[];
  /** Sockets that are open. */
  sockets(): number;
  close(): Promise<void>;
}

/** The schema needs nothing of an installation: it is made while the database still starts. */
export function startSchema(): Promise<BuiltSchema> {
  return buildSchema(resolvers);
}

/** The server with all its routes, not yet listening. */
export async function createApi(services: Services, built = startSchema()): Promise<Api> {
  const { settings, log } = services;
  const open = (request: IncomingMessage, requestId: string): Promise<Ctx> =>
    authenticate(services, readSession(settings, request), requestId);
  const opened = new WeakMap<FastifyRequest, Promise<Ctx>>();
  const openCtx = (request: FastifyRequest): Promise<Ctx> => {
    const ctx = opened.get(request) ?? open(request.raw, request.id);
    opened.set(request, ctx);
    return ctx;
  };
  const { schema, declarations, app } = await built;
  const documents = new Documents(schema, settings.introspection);
  const server = await createHttpServer({ services, openCtx, errorPage: renderErrorPage });
  const routes: Routes = { server, services, openCtx };
  addHealthRoutes(server, services);
  addMetricsRoute(server, services, openCtx);
  addGraphqlRoute(routes, schema, documents);
  addUploadRoute(routes);
  addProgramRoutes(routes);
  addMinutesRoutes(routes);
  addKeyRoute(routes);
  addSchemaRoutes(routes);
  addAssetRoutes(routes);
  addSignInRoutes(routes);
  addPageRoutes(routes);
  if (settings.demo) {
    addGraphiqlRoute(routes);
    if (settings.smtpUrl === null) addMailboxRoute(routes);
  }
  let sockets = 0;
  const socketServer = graphqlOverWebSocket({
    server: server.server,
    schema,
    documents,
    log,
    origin: new URL(settings.publicUrl).origin,
    addressOf: (request) => proxyAddress(request, [...settings.trustedProxies]),
    subscribers: services.metrics.subscribers,
    onAccountChange: (accountId, changed) => services.live.onChange(accountTopic(accountId), changed),
    openCtx: (request) => open(request, `socket-${String((sockets += 1))}`),
  });
  return {
    server,
    schema,
    declarations,
    sockets: () => socketServer.count(),
    async close() {
      await socketServer.close();
      await server.close();
      await app.close();
    },
  };
}
