import { Readable } from 'node:stream';
import { ownerOf, type Actor } from '../access/actor.js';
import { apart } from '../apart/apart.js';
import type { Ctx } from '../ctx.js';
import { badInput, notFound } from '../errors.js';
import { isId } from '../parse.js';
import type { judgeFile } from './judge-file.js';

const judgeApart = apart<typeof judgeFile>(
  new URL('../../dist/storage/judge-file.js', import.meta.url),
  'judgeFile',
);

/** What a file may be for, with the size and the types it may have. */
const purposes = {
  transcript: { maxBytes: 20_000_000, types: ['text/vtt'] },
  photograph: { maxBytes: 5_000_000, types: ['image/jpeg', 'image/png'] },
  material: {
    maxBytes: 50_000_000,
    types: [
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'image/jpeg',
      'image/png',
    ],
  },
  program: {
    maxBytes: 20_000_000,
    types: [
      'application/json',
      'application/xml',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  },
} as const;

export type UploadPurpose = keyof typeof purposes;

/** How long a file is kept that nothing used. */
const unusedForMs = 24 * 3_600_000;

export interface UploadedFile {
  readonly id: string;
  /** Of what is kept: a picture is made anew. */
  readonly bytes: number;
  /** Of what is kept, hexadecimal. */
  readonly sha256: string;
}

/** An upload, for an operation. */
export interface UsedFile {
  readonly content: Buffer;
  /** Judged by content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

function isPurpose(purpose: string): purpose is UploadPurpose {
  return Object.hasOwn(purposes, purpose);
}

/**
 * Takes a file in. It is its sender's alone until an operation uses it. A picture is kept without what it tells besides
 * what it shows, such as where it was taken.
 * @throws {Refusal} BAD_INPUT for an unknown purpose, a file that is too large, cut off, not of the declared type, or with
 * what it must not have; UNAVAILABLE while too many are read
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
  const { storage } = ctx.services;
  let stored = await storage.putStream('uploads', source, maxBytes);
  try {
    const { mediaType, picture } = await judgeApart(
      storage.pathOf(stored.key) ?? (await storage.read(stored.key)),
    );
    const allowed: readonly string[] = types;
    if (mediaType === null || !allowed.includes(mediaType) || mediaType !== baseType(declaredType)) {
      const message = `must be ${types.join(' or ')}, by its content and as declared`;
      throw badInput([{ path: 'file', message }]);
    }
    if (picture !== null) {
      await storage.delete(stored.key);
      // Made anew it may be larger.
      stored = await storage.putStream('uploads', Readable.from([picture]), Infinity);
    }
    const row = await ctx.db.upload.create({
      data: {
        ...senderOf(ctx.actor),
        purpose,
        mediaType,
        bytes: stored.bytes,
        sha256: stored.sha256,
        storageKey: stored.key,
      },
    });
    return { id: row.id, bytes: stored.bytes, sha256: stored.sha256 };
  } catch (error) {
    await storage.delete(stored.key);
    throw error;
  }
}

/** Whose an upload is: who acts by a link has it in the link's event. */
function senderOf(actor: Actor) {
  return { ...ownerOf(actor), eventId: actor.kind === 'link' ? actor.eventId : null };
}

/** The actor's own, of this purpose, not used and not too old. */
function usable(ctx: Ctx, id: string, purpose: UploadPurpose) {
  const since = new Date(ctx.services.clock.now().getTime() - unusedForMs);
  return { id, purpose, ...senderOf(ctx.actor), usedAt: null, createdAt: { gt: since } };
}

/**
 * The file of an upload, for an operation that only looks at it.
 * @throws {Refusal} NOT_FOUND unless it is the actor's own, of this purpose, not used and not too old
 */
export async function findUpload(ctx: Ctx, id: string, purpose: UploadPurpose): Promise<UsedFile> {
  const row = isId(id) ? await ctx.db.upload.findFirst({ where: usable(ctx, id, purpose) }) : null;
  if (row === null) throw notFound('Upload');
  const content = await ctx.services.storage.read(row.storageKey);
  const { mediaType, bytes, storageKey, sha256 } = row;
  return { content, mediaType, bytes, storageKey, sha256 };
}

/**
 * Lets go of the file of an upload that was used, for the operation whose rows name it no more: it is deleted with the
 * uploads that nothing used.
 */
export async function dropUpload(tx: Ctx, storageKey: string): Promise<void> {
  await tx.db.upload.updateMany({ where: { storageKey }, data: { usedAt: null } });
}

/**
 * The file of an upload, for the operation that uses it up, inside that operation's transaction.
 * @throws {Refusal} as `findUpload`
 */
export async function useUpload(ctx: Ctx, id: string, purpose: UploadPurpose): Promise<UsedFile> {
  const upload = await findUpload(ctx, id, purpose);
  const { count } = await ctx.db.upload.updateMany({
    where: usable(ctx, id, purpose),
    data: { usedAt: ctx.services.clock.now() },
  });
  if (count === 0) throw notFound('Upload');
  return upload;
}

function baseType(mediaType: string): string {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  return type === 'text/xml' ? 'application/xml' : type;
}
