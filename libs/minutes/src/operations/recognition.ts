import { displayName, type Person } from '@plenary/event';
import { apart } from '@plenary/platform/apart';
import {
  countLinked,
  draftFromTranscript,
  type DraftMinutes,
  type DraftSources,
} from '../domain/draft-minutes.js';
import type { Recognised } from '../domain/recognise-speakers.js';
import type { Transcript } from '../data/transcripts.js';
import type { EventFacts } from './sources.js';

/** What was recognised in a transcript. */
export interface Recognition {
  readonly speakers: readonly {
    readonly label: string;
    readonly kind: Recognised['kind'];
    /** The person's name as printed; null where the label means none. */
    readonly person: string | null;
  }[];
  /** Labels that mean nobody we know: their turns stay unassigned until somebody says who it is. */
  readonly doubtful: readonly string[];
  readonly turns: number;
  readonly words: number;
  /** The share of the transcript's words that stand in the draft, 0 to 1. */
  readonly coverage: number;
  /** Numbered questions whose words and answers were all found. */
  readonly questionsLinked: number;
}

/** The draft that this transcript gives, by its labels as they are known now. */
export function draftOf(transcript: Omit<Transcript, 'id'>, facts: EventFacts): DraftMinutes {
  return draftFromTranscript(sourcesOf(transcript, facts));
}

/** The same for a transcript that somebody sends, which may be made to take long. */
export function draftApart(transcript: Omit<Transcript, 'id'>, facts: EventFacts): Promise<DraftMinutes> {
  return draftFromTranscriptApart(sourcesOf(transcript, facts));
}

const draftFromTranscriptApart = apart<typeof draftFromTranscript>(
  new URL('../../dist/domain/draft-minutes.js', import.meta.url),
  'draftFromTranscript',
);

function sourcesOf(transcript: Omit<Transcript, 'id'>, facts: EventFacts): DraftSources {
  return {
    cues: transcript.cues,
    startsAt: transcript.startsAt,
    language: transcript.language,
    speakers: new Map(transcript.labels.map((recognised) => [recognised.label, recognised])),
    sessions: facts.sessions,
    only: facts.sessions.find(({ id }) => id === transcript.sessionId) ?? null,
    questions: facts.questions,
  };
}

export function recognitionOf(
  transcript: Pick<Transcript, 'labels' | 'language'>,
  draft: DraftMinutes,
  facts: EventFacts,
): Recognition {
  const names = new Map(facts.people.map((person): [string, Person] => [person.id, person]));
  const nameOf = (personId: string | null): string | null => {
    const person = names.get(personId ?? '');
    return person === undefined ? null : displayName(person, transcript.language);
  };
  return {
    speakers: transcript.labels.map(({ label, kind, personId }) => ({
      label,
      kind,
      person: nameOf(personId),
    })),
    doubtful: transcript.labels
      .filter(({ kind }) => kind === 'UNKNOWN' || kind === 'DEVICE')
      .map(({ label }) => label),
    turns: draft.sections.reduce((sum, { turns }) => sum + turns.length, 0),
    words: draft.words,
    coverage: draft.coverage,
    questionsLinked: countLinked(draft, facts.questions),
  };
}
