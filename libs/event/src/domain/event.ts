import type { Texts } from '@plenary/platform/texts';
import type { EventState } from './lifecycle.js';

/** Where an event takes place. */
export interface Venue {
  readonly name: Texts;
  readonly city: Texts;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** One meeting. */
export interface Event {
  readonly id: string;
  readonly slug: string;
  /** The code of its series, such as IPSS; null for a meeting of its own. */
  readonly seriesCode: string | null;
  readonly seriesName: Texts | null;
  readonly ordinal: number | null;
  readonly title: Texts;
  readonly theme: Texts | null;
  readonly organiser: Texts | null;
  readonly venue: Venue | null;
  /** Days in the event's time zone, as YYYY-MM-DD. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47 codes; the first is what missing texts fall back to. */
  readonly languages: readonly string[];
  readonly mode: 'ON_SITE' | 'ONLINE' | 'HYBRID';
  readonly disclaimer: Texts | null;
  readonly quotingRule: Texts | null;
  /** Shown on every page and file of the event. */
  readonly notice: Texts | null;
  readonly state: EventState;
  /** Behind the UIDs of its calendar entries, where some were mailed when a host belonged to them; else null. */
  readonly calendarHost: string | null;
  readonly version: number;
}
