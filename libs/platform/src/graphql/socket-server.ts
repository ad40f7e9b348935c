import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, subscribe, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Ctx } from '../ctx.js';
import type { Logger } from '../log.js';
import { createGqlContext, type GqlContext } from './context.js';
import type { Documents } from './documents.js';
import { presentGraphQLError } from './present-error.js';

interface Options {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Logger;
  /** `scheme://host:port` of the pages that may connect. */
  readonly origin: string;
  readonly openCtx: (request: IncomingMessage) => Promise<Ctx>;
}

const maxMessageBytes = 64 * 1024;

/** GraphQL over WebSocket, `graphql-transport-ws`, on `/graphql`. Browsers may connect from our own pages only. */
export function graphqlOverWebSocket(options: Options): { close(): Promise<void> } {
  const { server, schema, documents, log, openCtx } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  });
  const present = (ctx: Ctx, errors: readonly GraphQLError[]) =>
    errors.map((error) => presentGraphQLError(error, ctx.requestId, log));
  const running = useServer<Record<string, unknown>, { gql?: GqlContext }>(
    {
      onConnect: async ({ extra }) => {
        extra.gql = createGqlContext(await openCtx(extra.request));
        return true;
      },
      onSubscribe: (context, _id, payload): ExecutionArgs | readonly GraphQLError[] => {
        const { gql } = context.extra;
        if (gql === undefined)
          return [new GraphQLError('Not connected.', { extensions: { code: 'UNAUTHENTICATED' } })];
        try {
          const document = documents.parse(payload.query);
          const problems = documents.validate(document);
          if (problems.length > 0) return present(gql.ctx, problems);
          return {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            // Loaders live as long as one operation, not as long as the socket.
            contextValue: createGqlContext(gql.ctx),
          };
        } catch (error) {
          if (error instanceof GraphQLError) return present(gql.ctx, [error]);
          throw error;
        }
      },
      execute: (args: ExecutionArgs) => documents.execute(args),
      subscribe,
      onNext: ({ extra }, _id, _payload, _args, result) =>
        result.errors === undefined || extra.gql === undefined
          ? undefined
          : { ...result, errors: present(extra.gql.ctx, result.errors) },
      onError: ({ extra }, _id, _payload, errors) => {
        const { gql } = extra;
        if (gql === undefined) return undefined;
        return errors.map((error) =>
          error instanceof GraphQLError && error.extensions['code'] === undefined
            ? presentGraphQLError(error, gql.ctx.requestId, log).toJSON()
            : error,
        );
      },
    },
    sockets,
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    if (new URL(request.url ?? '/', 'http://any').pathname !== '/graphql') {
      refuse('404 Not Found');
      return;
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== options.origin) {
      refuse('403 Forbidden');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  return { close: async () => running.dispose() };
}
