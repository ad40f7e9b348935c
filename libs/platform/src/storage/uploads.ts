import type { Readable } from 'node:stream';
import { accountIdOf } from '../access/actor.js';
import type { Ctx } from '../ctx.js';
import { badInput, notFound } from '../errors.js';
import { isId } from '../parse.js';

/** What a file may be for, with the size and the types it may have. */
const purposes = {
  transcript: { maxBytes: 20_000_000, types: ['text/vtt'] },
} as const;

export type UploadPurpose = keyof typeof purposes;

/** How long a file is kept that nothing used. */
const unusedForMs = 24 * 3_600_000;

export interface UploadedFile {
  readonly id: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

function isPurpose(purpose: string): purpose is UploadPurpose {
  return purpose in purposes;
}

/**
 * Takes a file in. It is its sender's alone until an operation uses it.
 * @throws {Refusal} BAD_INPUT for an unknown purpose, a file that is too large, cut off, or not of the declared type
 */
export async function receiveUpload(
  ctx: Ctx,
  purpose: string,
  declaredType: string,
  source: Readable,
): Promise<UploadedFile> {
  if (!isPurpose(purpose)) {
    throw badInput([{ path: 'purpose', message: `must be one of ${Object.keys(purposes).join(', ')}` }]);
  }
  const { maxBytes, types } = purposes[purpose];
  const stored = await ctx.services.storage.putStream('uploads', source, maxBytes);
  try {
    const mediaType = judge(await ctx.services.storage.read(stored.key));
    const allowed: readonly string[] = types;
    if (mediaType === null || !allowed.includes(mediaType) || mediaType !== baseType(declaredType)) {
      const message = `must be ${types.join(' or ')}, by its content and as declared`;
      throw badInput([{ path: 'file', message }]);
    }
    const row = await ctx.db.upload.create({
      data: {
        accountId: accountIdOf(ctx.actor),
        purpose,
        mediaType,
        bytes: stored.bytes,
        sha256: stored.sha256,
        storageKey: stored.key,
      },
    });
    return { id: row.id, bytes: stored.bytes, sha256: stored.sha256 };
  } catch (error) {
    await ctx.services.storage.delete(stored.key);
    throw error;
  }
}

/**
 * The file of an upload, for the operation that uses it up, inside that operation's transaction.
 * @throws {Refusal} NOT_FOUND unless it is the actor's own, of this purpose, not used and not too old
 */
export async function useUpload(
  ctx: Ctx,
  id: string,
  purpose: UploadPurpose,
): Promise<{ content: Buffer; storageKey: string; sha256: string }> {
  const now = ctx.services.clock.now();
  const where = {
    id,
    purpose,
    accountId: accountIdOf(ctx.actor),
    usedAt: null,
    createdAt: { gt: new Date(now.getTime() - unusedForMs) },
  };
  const row = isId(id) ? await ctx.db.upload.findFirst({ where }) : null;
  const used = row === null ? 0 : (await ctx.db.upload.updateMany({ where, data: { usedAt: now } })).count;
  if (row === null || used === 0) throw notFound('Upload');
  const content = await ctx.services.storage.read(row.storageKey);
  return { content, storageKey: row.storageKey, sha256: row.sha256 };
}

function baseType(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The type that the content has, whatever it is called; null if it is none that we take. */
function judge(content: Buffer): string | null {
  const start = content
    .subarray(0, 16)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (!/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return 'text/vtt';
  } catch {
    return null;
  }
}
