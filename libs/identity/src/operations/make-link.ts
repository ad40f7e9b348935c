import { hashToken, type Ctx } from '@plenary/platform';
import { linkEnd, purposeOf, type LinkPurpose } from '@plenary/platform/access';
import { createLink, type NewLink } from '../data/links.js';
import { linkPath, newLinkSecret } from '../domain/link-secret.js';

/** Whose link it is to be, and what is to differ from what its purpose says. */
interface Options extends Pick<NewLink, 'subjectId'>, Partial<Pick<NewLink, 'expiresAt' | 'usesLeft'>> {
  /** Null for SIGN_IN alone. */
  readonly event: { readonly id: string; readonly endsOn: string } | null;
}

/** Makes a link. @returns its address; the secret in it is kept nowhere */
export async function makeLink(ctx: Ctx, purpose: LinkPurpose, options: Options): Promise<string> {
  const { keys, clock, settings } = ctx.services;
  const { event, ...given } = options;
  const secret = newLinkSecret(purpose);
  await createLink(ctx, {
    purpose,
    eventId: event?.id ?? null,
    expiresAt: linkEnd(purpose, clock.now(), event?.endsOn ?? null),
    usesLeft: purposeOf(purpose).uses,
    ...given,
    tokenHash: hashToken(keys, secret),
  });
  return `${settings.publicUrl}${linkPath(purpose, secret)}`;
}
