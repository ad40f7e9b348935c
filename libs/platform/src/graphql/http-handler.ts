import type { FastifyReply, FastifyRequest, RouteHandler } from 'fastify';
import type { ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { GraphQLError, OperationTypeNode, getOperationAST } from 'graphql';
import { createHandler, type Response } from 'graphql-http';
import { callerOf } from '../access/caller.js';
import type { Ctx } from '../ctx.js';
import type { BackOff } from '../http/back-off.js';
import type { Logger } from '../log.js';
import { createGqlContext, requestIdOf, type GqlContext } from './context.js';
import { Reading, type AnswerCache } from './answer-cache.js';
import type { Documents } from './documents.js';
import type { Metrics } from '../metrics/metrics.js';
import { presentGraphQLError } from './present-error.js';

interface Options {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly log: Logger;
  readonly openCtx: (request: FastifyRequest) => Promise<Ctx>;
  readonly kept: AnswerCache;
  readonly counter: Metrics['answers'];
  readonly backOff: BackOff;
}

/** What was executed without an error, already as JSON. */
interface Answer {
  text: string | null;
  /** Whether a part of it could not be had just now. */
  unavailable: boolean;
  holds: 'nothing' | 'nulls' | 'data';
  /** Of a stranger's request. */
  readonly reading: Reading | null;
}

/** Stands for the answer while the library chooses status and media type. */
const written: ExecutionResult = { data: null };

const mutationByGet: Response = [
  JSON.stringify({
    errors: [{ message: 'Send a mutation by POST.', extensions: { code: 'BAD_INPUT' } }],
  }),
  {
    status: 405,
    statusText: 'Method Not Allowed',
    headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' },
  },
];

/** GraphQL over HTTP (the specification's media types and status codes): POST, and GET for queries. */
export function graphqlOverHttp(options: Options): RouteHandler {
  const { schema, documents, log, openCtx, kept, counter, backOff } = options;
  const handle = createHandler<FastifyRequest, Answer, GqlContext>({
    onSubscribe: async ({ raw, context }, { query, operationName, variables }) => {
      const ctx = await openCtx(raw);
      const document = documents.read(query, callerOf(ctx.actor, raw.ip));
      if (!('kind' in document)) return document;
      // The library's own answer has no code.
      if (
        raw.method === 'GET' &&
        getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
      )
        return mutationByGet;
      const contextValue = createGqlContext(ctx, context.reading);
      return { schema, document, operationName, variableValues: variables, contextValue };
    },
    execute: async (args: ExecutionArgs) => {
      const result = await documents.execute(args);
      if (result.errors === undefined) return result;
      const requestId = requestIdOf(args.contextValue);
      const errors = result.errors.map((error) => presentGraphQLError(error, requestId, log));
      // In one order and form, however the document was executed: a refusal tells nothing by its bytes.
      return result.data === undefined ? { errors } : { errors, data: result.data };
    },
    // The library's own way to text asks a function at every value.
    onOperation: ({ context }, _args, result) => {
      if (!('data' in result) || result.errors !== undefined) {
        const { errors = [] } = result;
        context.unavailable = errors.some(({ extensions }) => extensions['code'] === 'UNAVAILABLE');
        const data = 'data' in result ? (result.data ?? null) : null;
        context.holds = data === null ? 'nothing' : Object.values(data).every(isNull) ? 'nulls' : 'data';
        return undefined;
      }
      context.text = JSON.stringify(result);
      return written;
    },
    formatError: (error) => {
      if (error instanceof GraphQLError && error.extensions['code'] !== undefined) return error;
      return new GraphQLError(error.message, {
        ...(error instanceof GraphQLError
          ? { nodes: error.nodes, source: error.source, positions: error.positions }
          : {}),
        extensions: { code: 'BAD_INPUT' },
      });
    },
  });
  return async (request, reply) => {
    const { url, method, headers, body } = request;
    const isStranger = headers.cookie === undefined && headers.authorization === undefined;
    const key = isStranger ? keyOf(request) : '';
    const known = isStranger ? kept.get(key) : undefined;
    if (isStranger) counter.inc({ answer: known === undefined ? 'made' : 'kept' });
    if (known !== undefined) {
      // Head and body stand as they were sent before: nothing is left for the framework to add.
      reply.hijack();
      reply.raw.writeHead(200, known.head).end(known.body, 'latin1');
      return reply;
    }
    const reading = isStranger ? new Reading(kept) : null;
    const context: Answer = { text: null, unavailable: false, holds: 'data', reading };
    const [plain, { status, headers: answerHeaders = {} }] = await handle({
      url,
      method,
      headers,
      body: isRecord(body) ? body : null,
      raw: request,
      context,
    });
    const answer = context.text ?? plain;
    if (answer === null) return reply.code(status).headers(answerHeaders).send();
    // As bytes: a long answer is written several times as fast as from text.
    const bytes = Buffer.from(answer);
    reply.headers(answerHeaders).header('content-length', bytes.length);
    const topics = context.text === null || status !== 200 ? null : (reading?.topics() ?? null);
    if (topics !== null) kept.keep(key, { head: headOf(reply), body: bytes.toString('latin1') }, topics);
    if (!context.unavailable) return reply.code(status).send(bytes);
    const isEmpty = context.holds === 'nothing' || (context.holds === 'nulls' && !keepsStatus(answerHeaders));
    return reply
      .code(isEmpty ? 503 : status)
      .header('retry-after', String(backOff.seconds()))
      .send(bytes);
  };
}

function isNull(value: unknown): boolean {
  return value == null;
}

/** By its specification an answer of this type has a status of success if it has data, be all of it null. */
function keepsStatus(headers: Readonly<Record<string, string>>): boolean {
  return (headers['content-type'] ?? '').startsWith('application/graphql-response+json');
}

/** All that a stranger's answer depends on. */
function keyOf({ url, method, headers, body }: FastifyRequest): string {
  const asked = isRecord(body) && typeof body['query'] === 'string' ? body['query'] : '';
  const { query: _query, ...rest } = isRecord(body) ? body : {};
  return `${method} ${url}\n${headers.accept ?? ''}\n${JSON.stringify(rest)}\n${asked}`;
}

/** The headers set so far, name and value in turns. */
function headOf(reply: FastifyReply): string[] {
  return Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
