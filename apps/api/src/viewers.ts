import type { ViewerSources } from '@plenary/platform/database';
import { sessionsOfPerson } from '@plenary/program';
import { participates } from '@plenary/registration';

/** Who the viewers of events are, of whom the nouns know it. */
export const viewers: ViewerSources = { participates, sessionIds: sessionsOfPerson };
