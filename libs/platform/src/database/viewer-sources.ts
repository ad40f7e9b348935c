import type { Actor } from '../access/actor.js';
import { Prisma } from './generated/client.js';

/**
 * How the nouns above the event know who looks at it, in the SQL that finds the event: `event` is its row, `person` that
 * of the person as whom the actor acts, of nulls where they act as none.
 */
export interface ViewerSources {
  /** A condition: whether the actor is a participant. */
  readonly participates: (actor: Actor) => Prisma.Sql;
  /** A query of one column: the ids of the sessions in which the person has a part. */
  readonly sessionIds: Prisma.Sql;
}

/** For processes that show nobody anything: everybody is a stranger. */
export const nobody: ViewerSources = {
  participates: () => Prisma.sql`false`,
  sessionIds: Prisma.sql`SELECT NULL::uuid WHERE false`,
};
