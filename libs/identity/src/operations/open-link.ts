import { recordAudit } from '@plenary/audit';
import type { Ctx } from '@plenary/platform';
import { nameOf, type LinkPurpose } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { slugOf } from '../data/links.js';
import { findLink } from './find-link.js';
import { linkIsOver } from './sign-in.js';

/** A link by which its holder acts: for what, and in the event of this slug. */
export interface ActingLink {
  readonly purpose: LinkPurpose;
  readonly event: string;
}

/**
 * Opens a link in a browser, beside whatever else it has. Its secret stays what its holder is known by, so that who
 * revokes the link ends it everywhere. An attendee's opening is not recorded.
 * @throws {Refusal} UNAUTHENTICATED if the link is unknown, revoked or over
 */
export async function openLink(ctx: Ctx, secret: string): Promise<ActingLink> {
  return inTransaction(ctx, async (tx) => {
    const actor = await findLink(tx, secret);
    if (actor === null) throw linkIsOver();
    const { purpose, eventId, linkId } = actor;
    const subject = { kind: 'Link', id: linkId };
    if (nameOf(actor).actorKind !== 'attendee')
      recordAudit({ ...tx, actor }, { action: 'openLink', subject, eventId, after: { purpose } });
    return { purpose, event: await slugOf(tx, eventId) };
  });
}
