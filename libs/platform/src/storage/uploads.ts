import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ownerMay } from '../access/actor.js';
import { apartOfFile } from '../apart/apart.js';
import type { Ctx, SqlCtx } from '../ctx.js';
import { Refusal, badInput, notFound } from '../errors.js';
import { isId } from '../parse.js';
import { tooLarge } from './failures.js';
import type { judgeFile } from './judge-file.js';
import type { Stored } from './storage.js';
import { purposeOf, readPurpose, type UploadPurpose } from './upload-purposes.js';
import { reservePlace, senderOf, unusedForMs } from './upload-quota.js';

const judgeApart = apartOfFile<typeof judgeFile>(
  new URL('../../dist/storage/judge-file.js', import.meta.url),
  'judgeFile',
);

export interface UploadedFile {
  readonly id: string;
  /** Of what is kept: a picture is made anew. */
  readonly bytes: number;
  /** Of what is kept, hexadecimal. */
  readonly sha256: string;
}

/** An upload, for an operation. */
export interface UsedFile {
  /** Judged by content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

/**
 * Takes a file in. It is its sender's alone until an operation uses it. A picture is kept without what it tells besides
 * what it shows, such as where it was taken.
 * @param declaredBytes null where it is not said
 * @throws {Refusal} before anything is read: BAD_INPUT for an unknown purpose or a file that is too large, FORBIDDEN for a
 * purpose of which its sender has no use, RATE_LIMITED where they have too much here; then BAD_INPUT for a file that is too
 * large, cut off, not of the declared type, or with what it must not have, and UNAVAILABLE while too many are read
 */
export async function receiveUpload(
  ctx: Ctx,
  purposeName: string,
  declaredType: string,
  source: Readable,
  declaredBytes: number | null = null,
): Promise<UploadedFile> {
  const purpose = readPurpose(purposeName);
  const { maxBytes, may } = purposeOf(purpose);
  if (!ownerMay(ctx.actor, may))
    throw new Refusal('FORBIDDEN', `You can use no file of the purpose ${purpose}.`);
  if (declaredBytes !== null && declaredBytes > maxBytes) throw tooLarge(maxBytes);
  const release = await reservePlace(ctx, declaredBytes ?? maxBytes);
  try {
    return await receive(ctx, purpose, declaredType, source);
  } finally {
    // What can't be given back now is given back by the time.
    await release().catch(() => undefined);
  }
}

async function receive(
  ctx: Ctx,
  purpose: UploadPurpose,
  declaredType: string,
  source: Readable,
): Promise<UploadedFile> {
  const { maxBytes, types } = purposeOf(purpose);
  const { storage } = ctx.services;
  const arrived = await storage.receive(source, maxBytes);
  let stored: Stored | null = null;
  try {
    const { mediaType, picture } = await judgeApart(arrived.path);
    if (mediaType === null || !types.includes(mediaType) || mediaType !== baseType(declaredType)) {
      const message = `must be ${types.join(' or ')}, by its content and as declared`;
      throw badInput([{ path: 'file', message }]);
    }
    const key = `uploads/${randomUUID()}`;
    stored =
      picture === null
        ? await arrived.keep(key)
        : // Made anew it may be larger.
          await storage.putAt(key, Readable.from([picture]), Infinity);
    const { bytes, sha256, key: storageKey } = stored;
    const data = { ...senderOf(ctx.actor), purpose, mediaType, bytes, sha256, storageKey };
    const { id } = await ctx.db.upload.create({ data });
    return { id, bytes, sha256 };
  } catch (error) {
    if (stored !== null) await storage.delete(stored.key);
    throw error;
  } finally {
    await arrived.letGo();
  }
}

/** The actor's own, of this purpose, not used and not too old. */
function usable(ctx: Ctx, id: string, purpose: UploadPurpose) {
  const since = oldestUsable(ctx.services.clock.now());
  return { id, purpose, ...senderOf(ctx.actor), usedAt: null, createdAt: { gt: since } };
}

function oldestUsable(now: Date): Date {
  return new Date(now.getTime() - unusedForMs);
}

/**
 * Lends the file of an upload to an operation that only looks at it, by its place on this machine.
 * @throws {Refusal} NOT_FOUND unless it is the actor's own, of this purpose, not used and not too old
 */
export async function lendUpload<Result>(
  ctx: Ctx,
  id: string,
  purpose: UploadPurpose,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const { storageKey } = await find(ctx, id, purpose);
  return ctx.services.storage.lend(storageKey, use);
}

/**
 * The file of an upload, for the operation that uses it up, inside that operation's transaction.
 * @throws {Refusal} as `lendUpload`
 */
export async function claimUpload(ctx: SqlCtx, id: string, purpose: UploadPurpose): Promise<UsedFile> {
  if (!isId(id)) throw notFound('Upload');
  const { actorKind, actorId, eventId } = senderOf(ctx.actor);
  const now = ctx.services.clock.now();
  const [used] = await ctx.sql.rows<UsedFile>`
    UPDATE "Upload" SET "usedAt" = ${now}
    WHERE id = ${id}::uuid AND purpose = ${purpose} AND "actorKind" = ${actorKind}
      AND "actorId" IS NOT DISTINCT FROM ${actorId}::uuid AND "eventId" IS NOT DISTINCT FROM ${eventId}::uuid
      AND "usedAt" IS NULL AND "createdAt" > ${oldestUsable(now)}
    RETURNING "mediaType", bytes, "storageKey", sha256`;
  if (used === undefined) throw notFound('Upload');
  return used;
}

async function find(ctx: Ctx, id: string, purpose: UploadPurpose): Promise<UsedFile> {
  const row = isId(id) ? await ctx.db.upload.findFirst({ where: usable(ctx, id, purpose) }) : null;
  if (row === null) throw notFound('Upload');
  const { mediaType, bytes, storageKey, sha256 } = row;
  return { mediaType, bytes, storageKey, sha256 };
}

/**
 * Lets go of the file of an upload that was used, for the operation whose rows name it no more: it is deleted with the
 * uploads that nothing used.
 */
export async function dropUpload(tx: Ctx, storageKey: string): Promise<void> {
  await tx.db.upload.updateMany({ where: { storageKey }, data: { usedAt: null } });
}

function baseType(mediaType: string): string {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  return type === 'text/xml' ? 'application/xml' : type;
}
