import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Actor } from '../access/actor.js';
import type { Ctx } from '../ctx.js';
import type { Logger } from '../log.js';
import type { Metrics } from '../metrics/metrics.js';
import { createGqlContext, type GqlContext } from './context.js';
import type { Documents } from './documents.js';
import { presentGraphQLError } from './present-error.js';
import { SharedSubscriptions } from './shared-subscriptions.js';
import { SocketDoor } from './socket-door.js';

interface Options {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Logger;
  /** `scheme://host:port` of the pages that may connect. */
  readonly origin: string;
  /** The address a request comes from, behind proxies too. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly openCtx: (request: IncomingMessage, authorization: string | null) => Promise<Ctx>;
  readonly subscribers: Metrics['subscribers'];
  /** Calls back when an account's sessions or roles may have changed, until the returned function is called. */
  readonly onAccountChange: (accountId: string, changed: () => void) => () => void;
}

export interface SocketServer {
  /** Sockets that are open. */
  count(): number;
  close(): Promise<void>;
}

const maxMessageBytes = 64 * 1024;

/** Subscriptions and operations that run on one socket at once. */
const maxOperations = 50;

/** Pinged as often as this; who has not answered by the next is gone, or has stopped to read. */
const pingMs = 12_000;

/** How often an account's right to its socket is looked at again. */
const reviewMs = 20_000;

/** What may wait to be sent on one socket. */
const maxWaitingBytes = 1_000_000;

const connectionParams = z.object({ authorization: z.string().max(200).optional() });
const resumeExtension = z.object({ live: z.object({ state: z.string().max(64) }) });

/**
 * GraphQL over WebSocket, `graphql-transport-ws`, on `/graphql`. Browsers may connect from our own pages only. Each
 * answer to a subscription carries `extensions.live`: `sequence` counts within the subscription from 1, `state` names
 * what was sent; a client that comes back sends the last state in the same extension, and is sent nothing twice.
 */
export function graphqlOverWebSocket(options: Options): SocketServer {
  const { server, schema, documents, log, addressOf, openCtx } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  });
  const door = new SocketDoor();
  const shared = new SharedSubscriptions();
  // A request is several kB: a stranger's is let go as soon as the connection is made.
  const requests = new WeakMap<WebSocket, IncomingMessage>();
  const following = new WeakMap<ExecutionArgs, { source: string; resume: string | null }>();
  const present = (ctx: Ctx, errors: readonly GraphQLError[]) =>
    errors.map((error) => presentGraphQLError(error, ctx.requestId, log));
  const open = (request: IncomingMessage, params: unknown): Promise<Ctx> => {
    const { authorization = null } = connectionParams.parse(params ?? {});
    return openCtx(request, authorization);
  };
  const running = useServer<Record<string, unknown>, { gql?: GqlContext }>(
    {
      onConnect: async ({ extra, connectionParams: params }) => {
        const request = requests.get(extra.socket);
        if (request === undefined) return false;
        requests.delete(extra.socket);
        const ctx = await open(request, params);
        if (!door.admit(extra.socket, ctx.actor)) {
          extra.socket.close(CloseCode.TooManyInitialisationRequests, 'Too many connections');
          return false;
        }
        extra.gql = createGqlContext(ctx);
        review(extra.socket, ctx.actor, () => open(request, params));
        return true;
      },
      onSubscribe: (context, _id, payload): ExecutionArgs | readonly GraphQLError[] => {
        const { gql } = context.extra;
        if (gql === undefined)
          return [new GraphQLError('Not connected.', { extensions: { code: 'UNAUTHENTICATED' } })];
        if (Object.keys(context.subscriptions).length > maxOperations) {
          const message = `At most ${String(maxOperations)} operations run on one connection.`;
          return [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } })];
        }
        try {
          const document = documents.parse(payload.query);
          const problems = documents.validate(document);
          if (problems.length > 0) return present(gql.ctx, problems);
          const args: ExecutionArgs = {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            // Loaders live as long as one operation, not as long as the socket.
            contextValue: createGqlContext(gql.ctx),
          };
          const resumed = resumeExtension.safeParse(payload.extensions);
          following.set(args, {
            source: payload.query,
            resume: resumed.success ? resumed.data.live.state : null,
          });
          return args;
        } catch (error) {
          if (error instanceof GraphQLError) return present(gql.ctx, [error]);
          throw error;
        }
      },
      execute: (args: ExecutionArgs) => documents.execute(args),
      subscribe: (args: ExecutionArgs) => {
        const { source, resume } = following.get(args) ?? { source: '', resume: null };
        return shared.follow(args, source, viewerOf(args.contextValue), resume);
      },
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
    pingMs,
  );

  /** Looks again and again whether a socket of an account may stay, until it is closed. */
  function review(socket: WebSocket, actor: Actor, reopen: () => Promise<Ctx>): void {
    if (actor.kind !== 'account') return;
    const admitted = JSON.stringify(actor);
    const check = (): void => {
      reopen().then(
        (ctx) => {
          if (JSON.stringify(ctx.actor) !== admitted)
            socket.close(CloseCode.Forbidden, 'Sign-in has changed');
        },
        (error: unknown) => {
          log.warn(
            { error: error instanceof Error ? error.name : 'Error' },
            'a socket could not be reviewed',
          );
        },
      );
    };
    const timer = setInterval(check, reviewMs);
    const stop = options.onAccountChange(actor.accountId, check);
    socket.once('close', () => {
      clearInterval(timer);
      stop();
    });
  }

  const cutSlow = setInterval(() => {
    for (const socket of sockets.clients) if (socket.bufferedAmount > maxWaitingBytes) socket.terminate();
  }, pingMs);

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
    const address = addressOf(request);
    if (!door.hasRoom(address)) {
      refuse('429 Too Many Requests');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      door.enter(opened, address);
      options.subscribers.inc();
      opened.once('close', () => {
        options.subscribers.dec();
      });
      requests.set(opened, request);
      sockets.emit('connection', opened, null);
    });
  });
  return {
    count: () => sockets.clients.size,
    close: async () => {
      clearInterval(cutSlow);
      await running.dispose();
    },
  };
}

/** Strangers all see the same; an account sees what is its own. */
function viewerOf(contextValue: unknown): string {
  const isOurs = (value: unknown): value is GqlContext =>
    typeof value === 'object' && value !== null && 'ctx' in value;
  return isOurs(contextValue) ? JSON.stringify(contextValue.ctx.actor) : '';
}
