/**
 * A conference schedule as `schedule.xml` and `schedule.json` carry it, the formats of frab, pretalx and the c3voc
 * (https://c3voc.de/wiki/schedule). Texts are in one language. Absent texts are empty, other absent values null.
 */
export interface Schedule {
  /** Names this version for people and for clients that look for changes. */
  readonly version: string;
  /** The software that made the file. */
  readonly generator: ScheduleGenerator | null;
  /** Where the file itself can be fetched. */
  readonly url: string | null;
  readonly conference: ScheduleConference;
  /** At least one, in their order. */
  readonly days: readonly ScheduleDay[];
}

export interface ScheduleGenerator {
  readonly name: string;
  readonly version: string;
  /** The installation: its address, or its host's name. */
  readonly url: string;
}

export interface ScheduleConference {
  /** Short name in `[a-z0-9_]`, at least four long; what else it holds is replaced in writing. */
  readonly acronym: string;
  readonly title: string;
  /** YYYY-MM-DD, or an instant with offset; null in `schedule.xml` only. */
  readonly start: string | null;
  readonly end: string | null;
  /** Minutes of the grid that starts and durations lie on. */
  readonly timeSlotMinutes: number | null;
  /** Base of relative addresses. */
  readonly baseUrl: string | null;
  /** The conference's own page. */
  readonly url: string | null;
  /** An IANA name. */
  readonly timeZone: string | null;
  readonly tracks: readonly ScheduleTrack[];
  /** All rooms, used or not. `schedule.xml` has no such list: read from it are the names and guids that its days use. */
  readonly rooms: readonly ScheduleRoom[];
}

export interface ScheduleTrack {
  readonly name: string;
  /** `[a-z][a-z0-9-]+`; another is left out in writing. */
  readonly slug: string | null;
  /** `#rrggbb`; another is left out in writing. */
  readonly color: string | null;
}

export interface ScheduleRoom {
  /** Different for each room: `schedule.json` finds events by it. */
  readonly name: string;
  readonly guid: string | null;
  /** `schedule.json` only. */
  readonly description: string;
  /** `schedule.json` only. */
  readonly capacity: number | null;
}

export interface ScheduleDay {
  /** Counts from 1. */
  readonly index: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Instant with offset from which on events belong to this day. */
  readonly start: string;
  readonly end: string;
  readonly rooms: readonly ScheduleDayRoom[];
}

/** What happens in one room on one day. */
export interface ScheduleDayRoom {
  readonly name: string;
  readonly guid: string | null;
  readonly events: readonly ScheduleEvent[];
}

export interface ScheduleEvent {
  /** A UUID, the same in every version. */
  readonly guid: string;
  /** Whole, from 1, unique in the file. Old clients know an event by it; see {@link numericIds}. */
  readonly id: number;
  /** Six of `[0-9A-Z]`; another is left out in writing. */
  readonly code: string | null;
  readonly title: string;
  readonly subtitle: string;
  /** A word such as `talk`; each system has its own. */
  readonly type: string;
  /** The name of a track. */
  readonly track: string | null;
  /** Its start: RFC 3339 with seconds and offset, in the conference's time of day, from which `start` is written. */
  readonly date: string;
  /** Minutes. The formats know whole ones: a part of one is rounded up in writing. */
  readonly duration: number;
  readonly abstract: string;
  readonly description: string;
  /** Unique in the file; null: one is made from acronym, id and title. See {@link scheduleSlug}. */
  readonly slug: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly persons: readonly SchedulePerson[];
  readonly recording: ScheduleRecording | null;
  readonly links: readonly ScheduleLink[];
  readonly attachments: readonly ScheduleLink[];
  /** Address of a picture. */
  readonly logo: string | null;
  /** Address of the event's own page. */
  readonly url: string | null;
  readonly feedbackUrl: string | null;
  /** Its page in the system it comes from. */
  readonly originUrl: string | null;
}

export interface SchedulePerson {
  readonly name: string;
  readonly guid: string | null;
  /** `schedule.xml` only. */
  readonly id: number | null;
}

export interface ScheduleRecording {
  readonly license: string;
  /** True: it must not be recorded. */
  readonly optOut: boolean;
}

/** Addresses are http or https: others are left out in reading (with a note) and in writing. */
export interface ScheduleLink {
  readonly url: string;
  readonly title: string;
}

/** More events are not read. */
export const mostEvents = 10_000;

/** More bytes are not read. */
export const mostBytes = 30_000_000;
