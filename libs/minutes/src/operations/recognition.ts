import { displayName, type Person } from '@plenary/event';
import {
  draftFromTranscript,
  type DraftFigures,
  type DraftMinutes,
  type DraftSources,
} from '../domain/draft-minutes.js';
import type { Recognised } from '../domain/recognise-speakers.js';
import type { Transcript } from '../data/transcripts.js';
import type { EventFacts } from './sources.js';

/** What was recognised in a transcript. */
export interface Recognition extends DraftFigures {
  readonly speakers: readonly {
    readonly label: string;
    readonly kind: Recognised['kind'];
    /** The person's name as printed; null where the label means none. */
    readonly person: string | null;
  }[];
  /** Labels that mean nobody we know: their turns stay unassigned until somebody says who it is. */
  readonly doubtful: readonly string[];
}

/** The draft that this transcript gives, by its labels as they are known now. */
export function draftOf(transcript: Transcript, facts: EventFacts): DraftMinutes {
  const { cues, labels } = transcript;
  const speakers = new Map(labels.map((recognised) => [recognised.label, recognised]));
  return draftFromTranscript({ ...sourcesOf(transcript, facts), cues, speakers });
}

/** What a draft is made from besides the words. */
export function sourcesOf(
  { startsAt, language, sessionId }: Pick<Transcript, 'startsAt' | 'language' | 'sessionId'>,
  { sessions, questions }: EventFacts,
): Omit<DraftSources, 'cues' | 'speakers'> {
  const only = sessions.find(({ id }) => id === sessionId) ?? null;
  return { startsAt, language, sessions, only, questions };
}

export function recognitionOf(
  transcript: Pick<Transcript, 'labels' | 'language'>,
  figures: DraftFigures,
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
    ...figures,
  };
}
