import type { EventCtx, EventRef } from '@plenary/platform';
import type { PublishedWords } from '../data/turns.js';
import type { Section, Turn } from '../domain/edition.js';
import type { Recognition } from '../operations/recognition.js';
import type { EditionSummary } from '../operations/summary.js';
import {
  EditionType,
  TurnType,
  type RecognitionType,
  type SectionType,
  type WordsType,
} from './minutes.type.js';

export function toEditionType(edition: EditionSummary, ctx: EventCtx): EditionType {
  const { event, viewer, services } = ctx;
  const url = `${services.settings.publicUrl}/events/${event.slug}/minutes/${edition.language}`;
  return Object.assign(new EditionType(), { ...edition, event, viewer, url });
}

export function toTurnType(turn: Turn, { event, viewer }: EventCtx, printedIn: string): TurnType {
  const { passages, sourceLabel, paragraphs, ...rest } = turn;
  return Object.assign(new TurnType(), {
    ...rest,
    event,
    viewer,
    printedIn,
    label: sourceLabel,
    paragraphs: [...paragraphs],
    questionIds: passages.flatMap(({ questionId }) => questionId ?? []),
    answerIds: passages.flatMap(({ answerId }) => answerId ?? []),
  });
}

export function toSectionType(section: Section, ctx: EventCtx, printedIn: string): SectionType {
  return { ...section, turns: section.turns.map((turn) => toTurnType(turn, ctx, printedIn)) };
}

export function toRecognitionType(recognition: Recognition): RecognitionType {
  const { speakers, doubtful, turns, words, coverage, questionsLinked } = recognition;
  return { speakers: [...speakers], doubtful: [...doubtful], turns, words, coverage, questionsLinked };
}

export function toWordsType(words: PublishedWords, event: EventRef, publicUrl: string): WordsType {
  const { symbol, language, turn, quote } = words;
  return {
    symbol,
    language,
    turn,
    quote,
    url: `${publicUrl}/events/${event.slug}/minutes/${language}#t${String(turn)}`,
  };
}
