import type { Lifecycle } from '../lifecycle.js';
import type { JobHandler } from '../queue/job-handler.js';
import type { Schedule } from '../queue/schedules.js';

/** What a noun brings to the processes, besides its operations and its resolvers. */
export interface Noun {
  readonly handlers?: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
  /** By the name of what moves, as it stands in the documentation. */
  readonly lifecycles?: Readonly<Record<string, Lifecycle<string>>>;
}
