import { findMaterialFile, findOwnPhotograph, findShownPhotograph } from '@plenary/parts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Routes } from './routes.js';
import { openAnyEvent } from './program.js';

/** What people send is shown or saved by itself: nothing in it runs, loads or frames anything. */
const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

const ofParts = { access: { allow: 'part' } } as const;

interface FileRequest {
  Params: { slug: string; id: string };
}

interface File {
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

/** Photographs and materials: what people in the program have sent themselves. */
export function addPeopleRoutes({ server, services, openCtx }: Routes): void {
  server.get<FileRequest>(
    '/events/:slug/people/:id/photograph',
    { config: { access: { public: 'Shown to whom the operation lets see it.' } } },
    async (request, reply) => {
      const ctx = await openAnyEvent(await openCtx(request), request.params.slug, 'Photograph');
      const { photograph, isPublic } = await findShownPhotograph(ctx, request.params.id);
      // Always asked again: who takes it away, or back their consent, is obeyed at once.
      reply.header('cache-control', isPublic ? 'no-cache' : 'private, no-store').header('vary', 'Cookie');
      return send(request, reply, photograph);
    },
  );

  server.get<FileRequest>('/events/:slug/part/photograph', { config: ofParts }, async (request, reply) => {
    const ctx = await openAnyEvent(await openCtx(request), request.params.slug, 'Photograph');
    const photograph = await findOwnPhotograph(ctx);
    reply.header('cache-control', 'private, no-store').header('vary', 'Cookie');
    return send(request, reply, photograph);
  });

  // Below `part` it is its owner's link that acts, elsewhere the account.
  for (const url of ['/events/:slug/materials/:id', '/events/:slug/part/materials/:id']) {
    server.get<FileRequest>(url, { config: ofParts }, async (request, reply) => {
      const ctx = await openAnyEvent(await openCtx(request), request.params.slug, 'Material');
      const material = await findMaterialFile(ctx, request.params.id);
      reply
        .header('cache-control', 'private, no-store')
        .header('vary', 'Cookie')
        .header('content-disposition', attachment(material.title, material.mediaType));
      return send(request, reply, material);
    });
  }

  async function send(request: FastifyRequest, reply: FastifyReply, file: File): Promise<FastifyReply> {
    const etag = `"${file.sha256}"`;
    reply.header('etag', etag).header('content-security-policy', policy);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const content = await services.storage.open(file.storageKey);
    return reply
      .header('content-type', file.mediaType)
      .header('content-length', String(file.bytes))
      .send(content);
  }
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** RFC 6266: a plain name for old browsers, and the title as it is, encoded (RFC 8187). */
function attachment(title: string, mediaType: string): string {
  const extension = extensions[mediaType] ?? 'bin';
  const name = encodeURIComponent(`${title}.${extension}`).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="material.${extension}"; filename*=UTF-8''${name}`;
}
