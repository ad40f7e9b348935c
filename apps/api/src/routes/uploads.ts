import type { Readable } from 'node:stream';
import { Refusal, describeFailure } from '@plenary/platform';
import { receiveFile } from '../receive-file.js';
import type { Routes } from './routes.js';
import { isFromOurPages } from '../session-cookie.js';

/** Types that a page elsewhere can send without asking first. */
const simple = /^(?:text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/i;

/** How often it is looked for files that a process which was killed has left unfinished. */
const sweepMs = 5 * 60_000;

/** The one way in for files: the body is the file, streamed to storage. */
export function addUploadRoute({ server, services, openCtx }: Routes): void {
  const sweep = (): void => {
    services.storage.forgetUnfinished().catch((error: unknown) => {
      services.log.warn({ error: describeFailure(error) }, 'unfinished files could not be deleted');
    });
  };
  sweep();
  const sweeping = setInterval(sweep, sweepMs);
  server.addHook('onClose', (_server, done) => {
    clearInterval(sweeping);
    done();
  });
  void server.register((scope, _options, registered) => {
    // The stream itself is handed on, whatever its type: nothing is held in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { bodyLimit: Number.MAX_SAFE_INTEGER }, (_request, payload, done) => {
      done(null, payload);
    });
    scope.post<{ Querystring: { purpose?: string }; Body: Readable | null }>(
      '/uploads',
      {
        config: { access: { allow: 'files.upload' } },
        onRequest: async (request) => {
          const { 'content-type': type } = request.headers;
          if (type === undefined || simple.test(type)) {
            throw new Refusal('BAD_INPUT', 'Send the file as the body, with its own Content-Type.');
          }
          if (!isFromOurPages(services.settings, request)) {
            throw new Refusal('FORBIDDEN', 'This page may not send files here.');
          }
        },
      },
      async (request, reply) => {
        if (request.body === null) throw new Refusal('BAD_INPUT', 'Send the file as the body.');
        const { 'content-type': declaredType = '', 'content-length': length } = request.headers;
        const ctx = await openCtx(request);
        const { purpose = '' } = request.query;
        const declaredBytes = length === undefined ? null : Number(length);
        const upload = await receiveFile(
          ctx,
          request,
          purpose,
          declaredType,
          request.body,
          declaredBytes,
        ).catch((error: unknown) => {
          // What is still on its way is not read: the connection ends with the answer.
          reply.header('connection', 'close');
          throw error;
        });
        return reply.code(201).send(upload);
      },
    );
    registered();
  });
}
