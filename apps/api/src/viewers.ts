import { nobody, type ViewerSources } from '@plenary/platform/database';
import { sessionsOfPerson } from '@plenary/program';

/** Who the viewers of events are, of whom the nouns know it. Nobody is a participant yet: it is registration's to say. */
export const viewers: ViewerSources = { ...nobody, sessionIds: sessionsOfPerson };
