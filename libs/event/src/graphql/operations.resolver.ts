import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { listAudit, type AuditEntry } from '@plenary/audit';
import type { Ctx, EventCtx } from '@plenary/platform';
import { accountNamed, personNamed } from '@plenary/platform/access';
import { Allow, InEvent, Input, InRequest, PageArgs } from '@plenary/platform/graphql';
import { listWork } from '@plenary/platform/queue';
import { retryJob } from '../operations/retry-job.js';
import { AuditPageType, type AuditEntryType } from './audit.type.js';
import { EventType } from './event.type.js';
import { RetryJobInput } from './operations.input.js';
import { JobType } from './job.type.js';
import { byEvent, ofParent } from './locators.js';

const listLimit = 500;
/** The work of an event or, with null, of the installation. */
function jobs(ctx: Ctx, eventId: string | null): Promise<JobType[]> {
  return listWork(ctx, eventId, listLimit);
}

function toAuditEntryType(entry: AuditEntry): AuditEntryType {
  return {
    ...entry,
    accountId: accountNamed(entry),
    personId: personNamed(entry),
    requestId: entry.requestId ?? '',
  };
}

/** What was done in an event or, with null, in the installation. */
async function auditLog(ctx: Ctx, eventId: string | null, page: PageArgs): Promise<AuditPageType> {
  const { nodes, endCursor } = await listAudit(ctx, eventId, page);
  return { nodes: nodes.map(toAuditEntryType), endCursor };
}

/** What runs behind an event, and what was done in it: for who is responsible for it. */
@Resolver(() => EventType)
export class OperationsResolver {
  @Allow('operations.view', ofParent)
  @ResolveField(() => [JobType], {
    name: 'jobs',
    description: 'Work of the event that is not done, the failed first, at most 500.',
  })
  jobsOfEvent(@InEvent() ctx: EventCtx): Promise<JobType[]> {
    return jobs(ctx, ctx.event.id);
  }

  @Allow('operations.view')
  @Query(() => [JobType], {
    description:
      'Work of the whole installation that is not done, the failed first, at most 500. ADMIN only.',
  })
  jobs(@InRequest() ctx: Ctx): Promise<JobType[]> {
    return jobs(ctx, null);
  }

  @Allow('operations.view', ofParent)
  @ResolveField(() => AuditPageType, {
    name: 'auditLog',
    description: 'What staff did in the event, the latest first. BAD_INPUT for a page out of range.',
  })
  auditLogOfEvent(@InEvent() ctx: EventCtx, @Args() page: PageArgs): Promise<AuditPageType> {
    return auditLog(ctx, ctx.event.id, page);
  }

  @Allow('operations.view')
  @Query(() => AuditPageType, {
    description:
      'What was done in the whole installation, the latest first. ADMIN only. BAD_INPUT for a page out of range.',
  })
  auditLog(@InRequest() ctx: Ctx, @Args() page: PageArgs): Promise<AuditPageType> {
    return auditLog(ctx, null, page);
  }

  @Allow('operations.view', byEvent)
  @Mutation(() => Boolean, {
    description: 'Has a failed job tried again. NOT_FOUND; CONFLICT if it has not failed.',
  })
  retryJob(@InEvent() ctx: EventCtx, @Input(RetryJobInput) input: object): Promise<boolean> {
    return retryJob(ctx, input);
  }
}
