import { parse, type Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { askForWork } from '@plenary/platform/queue';
import { createSignInRequest } from '../data/sign-in-requests.js';
import { emailAddress } from '../domain/email.js';
import { mailSignInLink } from '../domain/jobs.js';
import { z } from 'zod';

const input = z.object({ email: emailAddress });

/**
 * Asks for a sign-in link by mail. It does the same for every address, so that nobody learns who has an account:
 * the worker finds out.
 * @throws {Refusal} BAD_INPUT if it is no mail address
 */
export async function requestSignInLink(ctx: Ctx, values: unknown): Promise<void> {
  const { email } = parse(input, values);
  await inTransaction(ctx, async (tx) => {
    const signInRequestId = await createSignInRequest(tx, email);
    askForWork(tx, mailSignInLink, { signInRequestId }, null);
  });
}
