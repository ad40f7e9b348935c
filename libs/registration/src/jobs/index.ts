import { alone, handle, type JobHandler, type Schedule } from '@plenary/platform/queue';
import { mailRegistration, mailTest, tellOfRegistration, tendRegistrations } from '../domain/jobs.js';
import { mailAbout } from '../operations/mail-registration.js';
import { mailSample } from '../operations/preview-mail.js';
import { tellOfNew } from '../operations/tell-of-registration.js';
import { tend } from '../operations/tend-registrations.js';

export const registrationHandlers: readonly JobHandler[] = [
  handle(mailRegistration, (ctx, about, run) => alone(ctx, run, () => mailAbout(ctx, about, run.id))),
  handle(mailTest, (ctx, about, run) => alone(ctx, run, () => mailSample(ctx, about, run.id))),
  handle(tellOfRegistration, (ctx, about, run) => tellOfNew(ctx, about, run.id)),
  handle(tendRegistrations, (ctx) => tend(ctx)),
];

export const registrationSchedules: readonly Schedule[] = [{ job: tendRegistrations, everyMs: 60_000 }];
