import { handle, type JobHandler } from '@plenary/platform/worker';
import { mailSignInLink } from '../domain/jobs.js';
import { mailLinkFor } from '../operations/mail-sign-in-link.js';

export const identityHandlers: readonly JobHandler[] = [
  handle(mailSignInLink, (ctx, { signInRequestId }, run) => mailLinkFor(ctx, signInRequestId, run.id)),
];
