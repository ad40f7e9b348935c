import type { Sights } from '@plenary/program';
import type { QuestionState } from './lifecycle.js';

export const channels = ['ROOM', 'ONLINE'] as const;
export const displayPolicies = ['NAME', 'AFFILIATION', 'ANONYMOUS'] as const;

export type DisplayPolicy = (typeof displayPolicies)[number];

/** Who asks. What the display policy withholds goes to nobody but moderators. */
export interface Asker {
  readonly name: string | null;
  readonly affiliation: string | null;
  /** What they are, where it neither names nor places them, such as "doctoral student". */
  readonly description: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

export interface Answer {
  readonly id: string;
  readonly personId: string;
  readonly sessionId: string;
}

/** What someone asks in a session. */
export interface Question {
  readonly id: string;
  readonly sessionId: string;
  readonly supplementaryToId: string | null;
  readonly channel: (typeof channels)[number];
  /** Null where only the turn in the minutes has the words. */
  readonly text: string | null;
  readonly language: string;
  readonly displayPolicy: DisplayPolicy;
  readonly state: QuestionState;
  /** Order of asking within the event; null before it was asked. */
  readonly askedOrder: number | null;
  /** The number on record; null before the first draft of the minutes, and of a supplementary. */
  readonly number: number | null;
  readonly readById: string | null;
  readonly addresseeIds: readonly string[];
  /** In order. */
  readonly answers: readonly Answer[];
  readonly asker: Asker;
  readonly version: number;
}

/**
 * How the asker is shown, by their own choice: `Mr Inoue, former UN civilian officer`, `Embassy of Kenya in Japan`,
 * or null for who asked to be anonymous.
 */
function askerShown(asker: Asker, policy: DisplayPolicy): string | null {
  const place = asker.affiliation ?? asker.description;
  if (policy === 'ANONYMOUS') return null;
  if (policy === 'AFFILIATION') return place;
  return [asker.name, place].filter((part) => part !== null).join(', ') || null;
}

/** A question as somebody sees it. */
export interface ShownQuestion extends Pick<
  Question,
  | 'id'
  | 'sessionId'
  | 'supplementaryToId'
  | 'number'
  | 'channel'
  | 'text'
  | 'language'
  | 'displayPolicy'
  | 'state'
  | 'readById'
  | 'addresseeIds'
  | 'version'
> {
  /** As they chose to be shown, where the session lets them be named. */
  readonly asker: string | null;
  /** Who answered is null where they may not be named. */
  readonly answers: readonly (Omit<Answer, 'personId'> & { readonly personId: string | null })[];
  /** For moderators alone. */
  readonly record: Asker;
}

/** What a viewer is shown of a question: nothing where its session keeps back its words, and only who may be named. */
export function showQuestion(question: Question, sights: Sights): ShownQuestion[] {
  const { sessionId, asker, displayPolicy, readById } = question;
  const { words, speakers } = sights.of(sessionId);
  if (!words) return [];
  const mayBeNamed = (id: string): boolean => sights.ofPerson(sessionId, id).speakers;
  return [
    {
      id: question.id,
      sessionId,
      supplementaryToId: question.supplementaryToId,
      number: question.number,
      channel: question.channel,
      text: question.text,
      language: question.language,
      displayPolicy,
      state: question.state,
      version: question.version,
      record: asker,
      asker: speakers ? askerShown(asker, displayPolicy) : null,
      readById: readById !== null && mayBeNamed(readById) ? readById : null,
      addresseeIds: question.addresseeIds.filter(mayBeNamed),
      answers: question.answers
        .filter((answer) => sights.of(answer.sessionId).words)
        .map((answer) => ({
          ...answer,
          personId: sights.ofPerson(answer.sessionId, answer.personId).speakers ? answer.personId : null,
        })),
    },
  ];
}

/** The same for who is inside. */
export function showWhole(question: Question): ShownQuestion {
  return {
    ...question,
    record: question.asker,
    asker: askerShown(question.asker, question.displayPolicy),
  };
}

/** The words that must not stand in the record for this question: what its asker withholds. */
export function withheldWords(asker: Asker, policy: DisplayPolicy): string[] {
  const withheld: (string | null)[] = {
    NAME: [],
    AFFILIATION: [asker.name],
    ANONYMOUS: [asker.name, asker.affiliation],
  }[policy];
  return withheld.filter((word) => word !== null);
}
