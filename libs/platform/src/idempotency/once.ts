import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { ownerOf } from '../access/actor.js';
import type { SqlCtx, SqlEventCtx } from '../ctx.js';
import { Refusal } from '../errors.js';

/** Whom keys of the command line and of jobs belong to. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Does `work` once a client key of the actor: a repeat with the same input gets the id of the first result, also after a
 * restart; in another event it is another input. The key is taken first, so that a copy sent meanwhile waits for the
 * first to end.
 * @throws {Refusal} CONFLICT for the same key with another input
 */
export async function once(
  tx: SqlCtx | SqlEventCtx,
  operation: string,
  key: string,
  input: unknown,
  work: () => Promise<string>,
): Promise<string> {
  if (tx.consequences === null) throw new Error(`${operation} takes its key outside of a transaction`);
  const { actorKind, actorId } = ownerOf(tx.actor);
  const taken = { actorKind, actorId: actorId ?? nobody, operation, key };
  const bodyHash = hashOf('event' in tx ? [tx.event.id, input] : input);
  const count = await tx.sql.count`
    INSERT INTO "ClientKey" ("actorKind", "actorId", operation, key, "bodyHash", "resultId", "createdAt")
    VALUES (${actorKind}, ${taken.actorId}::uuid, ${operation}, ${key}::uuid, ${bodyHash}, ${nobody}::uuid,
            ${tx.services.clock.now()})
    ON CONFLICT DO NOTHING`;
  if (count === 0) {
    const [first] = await tx.sql.rows<{ bodyHash: string; resultId: string }>`
      SELECT "bodyHash", "resultId" FROM "ClientKey"
      WHERE "actorKind" = ${actorKind} AND "actorId" = ${taken.actorId}::uuid AND operation = ${operation}
        AND key = ${key}::uuid`;
    if (first?.bodyHash === bodyHash || first?.bodyHash === '') return first.resultId;
    throw new Refusal('CONFLICT', 'This clientKey was used for another request.');
  }
  const resultId = await work();
  tx.consequences.keys.push({ ...taken, resultId });
  return resultId;
}

/**
 * The same for the same values, in whatever order their names come. Half a character has no canonical form (RFC 8785): it
 * counts as the sign for one that is unknown.
 */
function hashOf(input: unknown): string {
  const text = JSON.stringify(input, (_name, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  const values: unknown = JSON.parse(text);
  return createHash('sha256')
    .update(canonicalize(values) ?? '')
    .digest('hex');
}
