import type { Person } from '@plenary/event';
import type { Texts } from '@plenary/platform/texts';
import { storedCues } from './cue.js';
import { draftFromTranscript, figuresOf, type DraftFigures, type DraftSources } from './draft-minutes.js';
import { readTranscript } from './read-transcript.js';
import type { Recognised } from './recognise-speakers.js';

/** All that is known of an event when a transcript comes. */
export interface TranscriptSources extends Omit<DraftSources, 'cues' | 'speakers'> {
  readonly people: readonly Person[];
  /** Names of the rooms: no person is called so. */
  readonly rooms: readonly Texts[];
}

/** What a file gives: little besides its words, and those as bytes, for whatever looks at them stops all others. */
export interface TakenTranscript {
  readonly labels: readonly Recognised[];
  /** The cues as they are stored: JSON, in UTF-8. */
  readonly cues: Uint8Array;
  readonly cueCount: number;
  /** What its draft comes to. */
  readonly figures: DraftFigures;
}

/**
 * Reads a WebVTT file, recognises its speakers and tries the draft.
 * @throws {Refusal} BAD_INPUT with the lines at fault
 */
export function takeTranscript(
  bytes: Uint8Array,
  { people, rooms, ...sources }: TranscriptSources,
): TakenTranscript {
  const { cues, labels } = readTranscript(bytes, people, rooms);
  const speakers = new Map(labels.map((recognised) => [recognised.label, recognised]));
  const draft = draftFromTranscript({ ...sources, cues, speakers });
  return {
    labels,
    cues: new TextEncoder().encode(JSON.stringify(storedCues.encode(cues))),
    cueCount: cues.length,
    figures: figuresOf(draft, sources.questions),
  };
}
