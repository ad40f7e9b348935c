import type { Event, Person } from '@plenary/event';
import type { RuledSession } from '@plenary/program';
import type { Question } from '@plenary/questions';
import type { Section, Turn } from './edition.js';
import { finding, type MinutesFinding } from './finding.js';
import { findKeptBack } from './kept-back.js';
import { findWithheldAskers } from './withheld-asker.js';

/** The document that the checks look at. */
export interface Checked {
  readonly event: Event;
  readonly language: string;
  readonly sections: readonly Section[];
  /** Those that were asked, in the order of asking. */
  readonly questions: readonly Question[];
  readonly people: readonly Person[];
  /** What decides what is shown of each session. */
  readonly rules: readonly RuledSession[];
}

/** Every finding of every rule, in the order of the turns, those outside of turns first. */
export function checkMinutesDocument(checked: Checked): MinutesFinding[] {
  const { sections, questions, people, language } = checked;
  const turns = sections.flatMap((section) => section.turns);
  return [
    ...findMissingDisclaimer(checked.event),
    ...findWithheldAskers(turns, questions, publicNames(people), language),
    ...findKeptBack(checked),
    ...findNumberGaps(turns, questions),
    ...findEmptyTurns(turns),
    ...findUnlinkedAnswers(turns, questions),
    ...findUnassigned(turns),
    ...findUnanswered(questions),
  ].sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
}

function publicNames(people: readonly Person[]): Set<string> {
  const names = people.flatMap(({ familyName, givenName }) => [
    ...Object.values(familyName),
    ...Object.values(givenName ?? {}),
  ]);
  return new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/)));
}

function findMissingDisclaimer({ disclaimer }: Event): MinutesFinding[] {
  if (Object.values(disclaimer ?? {}).some((text) => text.trim() !== '')) return [];
  return [
    finding(
      'missing-disclaimer',
      {},
      'The event has no disclaimer, which its minutes must carry.',
      'Give the event its disclaimer.',
    ),
  ];
}

/** Readers count: where a number has no words in the record, one of them asks what was struck, and why. */
function findNumberGaps(turns: readonly Turn[], questions: readonly Question[]): MinutesFinding[] {
  const onRecord = new Set(turns.flatMap(({ passages }) => passages.map(({ questionId }) => questionId)));
  const numbers = questions.flatMap(({ id, number }) =>
    number !== null && onRecord.has(id) ? [number] : [],
  );
  const highest = Math.max(0, ...questions.flatMap(({ number }) => (number === null ? [] : [number])));
  const present = new Set(numbers);
  return Array.from({ length: highest }, (_, index) => index + 1)
    .filter((number) => !present.has(number))
    .map((number) =>
      finding(
        'number-gap',
        {},
        `Question ${String(number)} has no words in the record.`,
        'Link the question to its words, or say in a narrative why it was struck.',
      ),
    );
}

function findEmptyTurns(turns: readonly Turn[]): MinutesFinding[] {
  return turns
    .filter(({ paragraphs }) => paragraphs.every((text) => text.trim() === ''))
    .map(({ number }) =>
      finding(
        'empty-turn',
        { turn: number },
        `Turn ${String(number)} has no words.`,
        'Write what was said, or what happened without words.',
      ),
    );
}

function findUnlinkedAnswers(turns: readonly Turn[], questions: readonly Question[]): MinutesFinding[] {
  const linked = new Set(turns.flatMap(({ passages }) => passages.map(({ answerId }) => answerId)));
  const withoutQuestion = turns
    .filter(({ kind, passages }) => kind === 'ANSWER' && passages.every(({ answerId }) => answerId === null))
    .map(({ number }) =>
      finding(
        'answer-unlinked',
        { turn: number },
        `Turn ${String(number)} is an answer, but to no question on record.`,
        'Link it to the question it answers.',
      ),
    );
  const withoutWords = questions.flatMap((question) =>
    question.answers
      .map(({ id }, index) => ({ id, place: index + 1 }))
      .filter(({ id }) => !linked.has(id))
      .map(({ place }) =>
        finding(
          'answer-unlinked',
          {},
          `Answer ${String(place)} to ${named(question)} has no words in the record.`,
          'Link the answer to its turn, or take it off the record.',
        ),
      ),
  );
  return [...withoutQuestion, ...withoutWords];
}

function named({ number }: Question): string {
  return number === null ? 'a supplementary question' : `Question ${String(number)}`;
}

function findUnassigned(turns: readonly Turn[]): MinutesFinding[] {
  return turns
    .filter(
      ({ kind, personId }) => personId === null && !['QUESTION', 'ANNOUNCEMENT', 'NARRATIVE'].includes(kind),
    )
    .map(({ number, sourceLabel }) =>
      finding(
        'speaker-unassigned',
        { turn: number },
        `Who speaks in turn ${String(number)} is not known: the transcript says "${sourceLabel}".`,
        'Say who it is.',
      ),
    );
}

function findUnanswered(questions: readonly Question[]): MinutesFinding[] {
  return questions
    .filter(({ number, answers }) => number !== null && answers.length === 0)
    .map((question) =>
      finding(
        'question-unanswered',
        {},
        `${named(question)} has no answer on record.`,
        'Record who answered it, or that it was answered in writing.',
      ),
    );
}
