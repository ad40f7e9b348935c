import { alone, handle, type JobHandler, type Schedule } from '@plenary/platform/queue';
import { forgetSignInsJob, mailSignInLink } from '../domain/jobs.js';
import { forgetSignIns } from '../operations/forget-sign-ins.js';
import { mailLinkFor } from '../operations/mail-sign-in-link.js';

export const identityHandlers: readonly JobHandler[] = [
  handle(mailSignInLink, (ctx, { signInRequestId }, run) =>
    alone(ctx, run, () => mailLinkFor(ctx, signInRequestId, run.id)),
  ),
  handle(forgetSignInsJob, (ctx) => forgetSignIns(ctx)),
];

export const identitySchedules: readonly Schedule[] = [{ job: forgetSignInsJob, everyMs: 3_600_000 }];
