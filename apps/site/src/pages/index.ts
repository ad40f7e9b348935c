import { eventPage } from './event-page.js';
import type { PageOfEvent } from './page-of-event.js';
import { personPage } from './person-page.js';
import { sessionPage } from './session-page.js';

const pages = {
  eventPage,
  sessionPage,
  personPage,
};

/** The pages of an event that are for everybody. */
export const pagesOfEvent: readonly PageOfEvent[] = Object.values(pages);
