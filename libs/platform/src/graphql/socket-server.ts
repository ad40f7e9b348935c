import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { callerOf } from '../access/caller.js';
import { networkOf } from '../access/network.js';
import type { Ctx } from '../ctx.js';
import { isDatabaseAway } from '../database/sql-state.js';
import type { ErrorCode } from '../errors.js';
import type { Logger } from '../log.js';
import type { Metrics } from '../metrics/metrics.js';
import { parse } from '../parse.js';
import { createGqlContext, type GqlContext } from './context.js';
import type { Documents } from './documents.js';
import { Heartbeat } from './heartbeat.js';
import { SendQueue } from './send-queue.js';
import { presentError, presentGraphQLError } from './present-error.js';
import { SharedSubscriptions, type Following } from './shared-subscriptions.js';
import { closeCodes, serveSocket } from './socket-connection.js';
import { SocketDoor } from './socket-door.js';
import { reviewActor } from './socket-review.js';
import { acceptSockets } from './socket-upgrade.js';

/** What is known of who is connected by a socket: the connection's parameters stand for headers. */
export interface OnSocket {
  /** For the header of this name. */
  readonly authorization: string | null;
  /** For `Plenary-Link`. */
  readonly link: string | null;
  /** Whether somebody connects; false where it is looked again at who they are. */
  readonly isUse: boolean;
}

interface Options {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Logger;
  /** `scheme://host:port` of the pages that may connect. */
  readonly origin: string;
  /** The address a request comes from, behind proxies too. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly openCtx: (request: IncomingMessage, onSocket: OnSocket) => Promise<Ctx>;
  readonly subscribers: Metrics['subscribers'];
  /** Calls back when who the topic tells of may have lost their right, until the returned function is called. */
  readonly onActorChange: (topic: string, changed: () => void) => () => void;
}

export interface SocketServer {
  /** Sockets that are open. */
  count(): number;
  close(): Promise<void>;
}

/** What a connection is known by. */
interface Extra {
  readonly socket: WebSocket;
  readonly sendQueue: SendQueue;
  readonly address: string;
  /** Several kB: a stranger's is let go as soon as the connection is made. */
  request: IncomingMessage | null;
  gql?: GqlContext;
}

const maxMessageBytes = 64 * 1024;

/** Subscriptions and operations that run on one socket at once. */
const maxOperations = { ofStranger: 10, ofOthers: 50 } as const;

/** How long a new socket may take to say who it is. */
const initialisationMs = 3_000;

/** How long the other side may take to agree to a close. */
const closingMs = 5_000;

/** Beside the types of `ws`, which lack `closeTimeout`. */
const socketOptions = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: maxMessageBytes,
  closeTimeout: closingMs,
  handleProtocols,
};

/** How a socket is closed for what was refused; a client comes again by itself after any other. */
const refusalCodes: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: CloseCode.BadRequest,
  UNAUTHENTICATED: CloseCode.Unauthorized,
  RATE_LIMITED: CloseCode.TooManyInitialisationRequests,
};

const connectionParams = z.object({
  authorization: z.string().max(200).nullable().default(null),
  link: z.string().max(200).nullable().default(null),
});
const resumeExtension = z.object({ live: z.object({ state: z.string().max(64) }) });

/**
 * GraphQL over WebSocket, `graphql-transport-ws`, on `/graphql`. Browsers may connect from our own pages only. Each
 * answer to a subscription carries `extensions.live`: `sequence` counts within the subscription from 1, `state` names
 * what was sent; a client that comes back sends the last state in the same extension, and is sent nothing twice.
 */
export function graphqlOverWebSocket(options: Options): SocketServer {
  const { schema, documents, log, openCtx, onActorChange } = options;
  const sockets = new WebSocketServer(socketOptions);
  const door = new SocketDoor();
  const asked = new WeakMap<ExecutionArgs, { following: Following; socket: WebSocket }>();
  const present = (ctx: Ctx, errors: readonly GraphQLError[]) =>
    errors.map((error) => presentGraphQLError(error, ctx.requestId, log));
  const shared = new SharedSubscriptions(present);
  const heartbeat = new Heartbeat(() => sockets.clients);
  const open = async (request: IncomingMessage, params: unknown, isUse: boolean): Promise<Ctx> =>
    openCtx(request, { ...parse(connectionParams, params ?? {}), isUse });
  const refuse = (socket: WebSocket, error: unknown): void => {
    const { message, extensions } = presentError(error, 'socket', log);
    socket.close(refusalCodes[extensions.code] ?? closeCodes.tryAgainLater, message);
  };
  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: initialisationMs,
    onConnect: async ({ extra, connectionParams: params }) => {
      const { socket, request } = extra;
      if (request === null) return false;
      extra.request = null;
      const ctx = await open(request, params, true).catch((error: unknown) => {
        refuse(socket, error);
        return null;
      });
      // It may have gone meanwhile, and its end is told only once.
      if (ctx === null || socket.readyState !== socket.OPEN) return false;
      if (!door.admit(socket, ctx.actor)) {
        socket.close(CloseCode.TooManyInitialisationRequests, 'Too many connections');
        return false;
      }
      extra.gql = createGqlContext(ctx);
      reviewActor({
        socket,
        ctx,
        reopen: () => open(request, params, false),
        onActorChange,
        refuse: (error) => {
          if (error === null) socket.close(CloseCode.Forbidden, 'Sign-in has changed');
          else refuse(socket, error);
        },
        isAsAdmitted: () => shared.areAsAdmitted(extra.sendQueue),
        reopenLater: () => {
          socket.close(closeCodes.tryAgainLater, 'Try again later');
        },
        log,
      });
      return true;
    },
    onSubscribe: ({ extra, subscriptions }, id, payload): ExecutionArgs | readonly GraphQLError[] => {
      const { gql, socket, sendQueue, address } = extra;
      if (gql === undefined)
        return [new GraphQLError('Not connected.', { extensions: { code: 'UNAUTHENTICATED' } })];
      const most = maxOperations[gql.ctx.actor.kind === 'anonymous' ? 'ofStranger' : 'ofOthers'];
      if (Object.keys(subscriptions).length > most) {
        const message = `At most ${String(most)} operations run on one connection.`;
        return [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } })];
      }
      const document = documents.read(payload.query, callerOf(gql.ctx.actor, address));
      if (!('kind' in document)) return document;
      const operation = {
        schema,
        document,
        operationName: payload.operationName,
        variableValues: payload.variables,
      };
      // Loaders live as long as one operation, not as long as the socket.
      const args: ExecutionArgs = { ...operation, contextValue: createGqlContext(gql.ctx) };
      const resumed = resumeExtension.safeParse(payload.extensions);
      const resume = resumed.success ? resumed.data.live.state : null;
      const following = { ...operation, ctx: gql.ctx, address, id, resume, sendQueue };
      asked.set(args, { following, socket });
      return args;
    },
    execute: (args: ExecutionArgs) => documents.execute(args),
    subscribe: async (args: ExecutionArgs) => {
      const known = asked.get(args);
      if (known === undefined) throw new Error('This subscription was never asked for.');
      const followed = await shared.follow(known.following);
      // A client that is told of an error here would never come back for what it wants to follow.
      if (isResult(followed) && followed.errors?.some(({ originalError }) => isDatabaseAway(originalError)))
        known.socket.close(closeCodes.tryAgainLater, 'Try again later');
      return followed;
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
  });
  const senderOf = (request: IncomingMessage): string => networkOf(options.addressOf(request));
  acceptSockets({
    ...options,
    addressOf: senderOf,
    sockets,
    door,
    serve(socket, request) {
      options.subscribers.inc();
      socket.once('close', () => {
        options.subscribers.dec();
      });
      heartbeat.watch(socket);
      const extra = { socket, request, sendQueue: new SendQueue(socket), address: senderOf(request) };
      serveSocket(protocol, socket, extra, log);
    },
  });

  return {
    count: () => sockets.clients.size,
    async close() {
      heartbeat.stop();
      for (const socket of sockets.clients) socket.close(closeCodes.goingAway, 'Going away');
      await new Promise<void>((resolve) => {
        sockets.close(() => {
          resolve();
        });
      });
    },
  };
}

function isResult(followed: object): followed is ExecutionResult {
  return !(Symbol.asyncIterator in followed);
}
