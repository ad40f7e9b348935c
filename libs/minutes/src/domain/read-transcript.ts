import type { Person } from '@plenary/event';
import { readWebVtt } from '@plenary/formats';
import { badInput } from '@plenary/platform';
import type { Texts } from '@plenary/platform/texts';
import type { Cue } from './cue.js';
import { recognise, type Recognised } from './recognise-speakers.js';

/** A transcript as its file has it, with whom its labels mean. */
export interface TranscriptReading {
  readonly cues: readonly Cue[];
  readonly labels: readonly Recognised[];
}

const mostCues = 100_000;
const mostProblems = 50;
/** Labels name people and rooms: more, or longer ones, are words that stand in the wrong place. */
const mostLabels = 2_000;
const longestLabel = 200;

/**
 * Reads a WebVTT file, and recognises its speakers. A label that is not recognised is no error.
 * @throws {Refusal} BAD_INPUT with the lines at fault
 */
export function readTranscript(
  bytes: Uint8Array,
  people: readonly Person[],
  rooms: readonly Texts[],
): TranscriptReading {
  const cues = readCues(new TextDecoder().decode(bytes));
  const labels = [...new Set(cues.map(({ label }) => label))];
  if (labels.length > mostLabels)
    throw inFile(`names ${String(labels.length)} speakers; ${String(mostLabels)} are the most`);
  const long = labels.find((label) => label.length > longestLabel);
  if (long !== undefined)
    throw inFile(
      `names a speaker "${[...long].slice(0, 30).join('')}…" with more than ${String(longestLabel)} characters`,
    );
  return { cues, labels: labels.map((label) => recognise(label, people, rooms)) };
}

function readCues(text: string): Cue[] {
  const { cues, problems } = readWebVtt(text);
  if (problems.length > 0) {
    throw badInput(
      problems.slice(0, mostProblems).map(({ line, message }) => ({ path: `line ${String(line)}`, message })),
    );
  }
  if (cues.length === 0) throw inFile('has no cues: nobody says anything in it');
  if (cues.length > mostCues)
    throw inFile(`has ${String(cues.length)} cues; ${String(mostCues)} are the most`);
  return cues.map(({ voice, ...cue }) => ({ ...cue, label: voice ?? '' }));
}

function inFile(message: string) {
  return badInput([{ path: 'file', message }]);
}
