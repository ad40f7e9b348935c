import type { Ctx } from '@plenary/platform';
import { linkPurposes } from '@plenary/platform/access';
import { MailRefused, deliver, signInMail } from '@plenary/mail';
import { HopelessError } from '@plenary/platform/queue';
import { findAccountByEmail } from '../data/accounts.js';
import { deleteSignInRequest, findSignInRequest } from '../data/sign-in-requests.js';
import { makeLink } from './make-link.js';

/**
 * Mails the link that was asked for, if the address has an account. The link is made here, so that a second run
 * makes another, and both work.
 * @param messageKey the work's id: a second run sends the same Message-ID
 * @throws {HopelessError} if it is refused for good; the request stays, so that staff can have it tried again
 */
export async function mailLinkFor(ctx: Ctx, signInRequestId: string, messageKey: string): Promise<void> {
  const email = await findSignInRequest(ctx, signInRequestId);
  if (email === null) return;
  const account = await findAccountByEmail(ctx, email);
  if (account !== null) {
    const url = await makeLink(ctx, 'SIGN_IN', { event: null, subjectId: account.id });
    const mail = signInMail(account.language, {
      url,
      minutes: linkPurposes.SIGN_IN.until.sinceMade / 60_000,
    });
    try {
      await deliver(ctx, messageKey, account.email, mail);
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      ctx.services.log.warn(
        { accountId: account.id, status: error.status },
        'a sign-in mail was refused for good',
      );
      // Staff see it among the failed jobs; no notice shows it.
      throw new HopelessError(error.message);
    }
  }
  await deleteSignInRequest(ctx, signInRequestId);
}
