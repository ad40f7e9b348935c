import type { Event } from '@plenary/event';
import type { EditionState } from './lifecycle.js';
import type { Waiver } from '@plenary/platform/findings';
import type { TurnKind } from './turn.js';

/** Minutes in one language. */
export interface Edition {
  readonly id: string;
  readonly minutesId: string;
  readonly transcriptId: string;
  readonly language: string;
  /** Counts the editions in this language from 1. */
  readonly number: number;
  /** The document's own name, such as IPSS/2023/MIN/1/en. */
  readonly symbol: string;
  readonly state: EditionState;
  readonly version: number;
  readonly waivers: readonly Waiver[];
  /** From when on it may be seen; null before publication is asked for. */
  readonly publishedAt: Date | null;
}

/** The link from a turn's words to the question or the answer that they are. */
export interface Passage {
  readonly questionId: string | null;
  readonly answerId: string | null;
  /** The exact words within the turn; null for all of it. */
  readonly quote: string | null;
}

export interface Turn {
  readonly id: string;
  /** Counts from 1 through the edition. */
  readonly number: number;
  readonly kind: TurnKind;
  /** Null where the speaker is not known, or is one who asks. */
  readonly personId: string | null;
  readonly sourceLabel: string;
  readonly language: string;
  readonly interpreted: boolean;
  readonly paragraphs: readonly string[];
  readonly firstCue: number;
  readonly lastCue: number;
  readonly version: number;
  readonly passages: readonly Passage[];
}

export interface Section {
  readonly id: string;
  /** Null for what was said outside of all sessions. */
  readonly sessionId: string | null;
  readonly turns: readonly Turn[];
}

/**
 * A published document's own name: SERIES/YEAR/MIN/n, then /Rev.k for an edition after the first, then the language
 * (design: "Symbol").
 */
export function symbolOf(event: Event, minutesNumber: number, language: string, edition: number): string {
  const series = event.seriesCode ?? event.slug.toUpperCase();
  const revision = edition > 1 ? [`Rev.${String(edition - 1)}`] : [];
  return [series, event.startsOn.slice(0, 4), 'MIN', String(minutesNumber), ...revision, language].join('/');
}
