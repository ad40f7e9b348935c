import type { Event } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import type { ShownRelease } from '@plenary/program';
import type { Frame } from './layout.js';

/** What a page of an event is made from: what its viewer may see of it. */
export interface Opened {
  readonly ctx: EventCtx;
  readonly event: Event;
  /** The current one; null before the first. */
  readonly release: ShownRelease | null;
  readonly frame: Frame;
  /** What stands in its address for `:id`. */
  readonly id: string;
}

/** A page of an event that everybody may ask for, and that shows each what they may see. */
export interface PageOfEvent {
  /** What stands behind `/events/SLUG` in its address, such as `/sessions/:id`. */
  readonly path: string;
  /**
   * @returns the way to make it, and what it depends on besides the release, the event and its language, as a key: null
   * where it can't be kept
   * @throws {Refusal} NOT_FOUND
   */
  readonly open: (opened: Opened) => Promise<{ readonly key: string | null; readonly render: () => string }>;
}
