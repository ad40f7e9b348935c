import type { Readable } from 'node:stream';
import { inMemory, type Ctx } from '@plenary/platform';
import { callerOf } from '@plenary/platform/access';
import { RateLimiter } from '@plenary/platform/http';
import { receiveUpload, type UploadedFile } from '@plenary/platform/storage';
import type { FastifyRequest } from 'fastify';

const limiter = inMemory(() => new RateLimiter({ points: 60, seconds: 60 }));

/**
 * Takes a file in, however it is sent: so many a sender and minute.
 * @param bytes null where the request does not say
 * @throws {Refusal} RATE_LIMITED, and what `receiveUpload` throws
 */
export async function receiveFile(
  ctx: Ctx,
  request: FastifyRequest,
  purpose: string,
  mediaType: string,
  source: Readable,
  bytes: number | null,
): Promise<UploadedFile> {
  await limiter(ctx.services).take(callerOf(ctx.actor, request.ip).key);
  return receiveUpload(ctx, purpose, mediaType, source, bytes);
}
