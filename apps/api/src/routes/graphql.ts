import type { GraphQLSchema } from 'graphql';
import { AnswerCache, graphqlOverHttp, type Documents } from '@plenary/platform/graphql';
import { Refusal } from '@plenary/platform';
import { backOffOf } from '@plenary/platform/http';
import type { Routes } from './routes.js';
import { isFromOurPages } from '../session-cookie.js';

/** A query document is text; files go through /uploads. */
const maxBodyBytes = 100_000;

export function addGraphqlRoute(
  { server, services, openCtx }: Routes,
  schema: GraphQLSchema,
  documents: Documents,
): void {
  const handler = graphqlOverHttp({
    schema,
    documents,
    log: services.log,
    openCtx,
    kept: new AnswerCache(services.live),
    counter: services.metrics.answers,
    backOff: backOffOf(services),
  });
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    config: { access: { public: 'Every field declares its own access.' } },
    bodyLimit: maxBodyBytes,
    onRequest: (request, _reply, done) => {
      // A page elsewhere can send a form, plain text or a GET with its visitor's cookie, but never JSON or a header of
      // its own without asking first.
      const isJson = /^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '');
      const isAsked = isJson || request.headers['graphql-preflight'] !== undefined;
      if (request.method === 'POST' && !isJson) {
        done(new Refusal('BAD_INPUT', 'Send application/json.'));
      } else if (request.method === 'GET' && !isAsked) {
        done(
          new Refusal('BAD_INPUT', 'Send the header GraphQL-Preflight, or Content-Type: application/json.'),
        );
      } else if (!isFromOurPages(services.settings, request)) {
        done(new Refusal('FORBIDDEN', 'This page may not send requests here.'));
      } else {
        done();
      }
    },
    handler,
  });
}
