import type { Session } from '@plenary/program';
import type { Question } from '@plenary/questions';
import { assembleTurns, type SpokenTurn } from './assemble-turns.js';
import { joinTexts, wordsOf, type Cue } from './cue.js';
import { linkQuestions, type TurnLinks } from './link-questions.js';
import { splitParagraphs } from './paragraphs.js';
import type { Recognised } from './recognise-speakers.js';
import type { TurnKind } from './turn.js';

/** What a draft is made from. */
export interface DraftSources {
  readonly cues: readonly Cue[];
  /** The instant of the transcript's 00:00:00. */
  readonly startsAt: Date;
  /** The language of the words. */
  readonly language: string;
  readonly speakers: ReadonlyMap<string, Recognised>;
  /** In the order of the program. */
  readonly sessions: readonly Session[];
  /** The one session that the transcript is of; null for the whole event. */
  readonly only: Session | null;
  /** Those that were asked, in the order of asking. */
  readonly questions: readonly Question[];
}

export interface DraftTurn extends TurnLinks {
  readonly kind: TurnKind;
  readonly personId: string | null;
  readonly sourceLabel: string;
  readonly language: string;
  readonly interpreted: boolean;
  readonly paragraphs: readonly string[];
  readonly firstCue: number;
  readonly lastCue: number;
}

export interface DraftSection {
  readonly sessionId: string | null;
  readonly turns: readonly DraftTurn[];
}

/** Minutes as the machine proposes them, and how much of the transcript is in them. */
export interface DraftMinutes {
  readonly sections: readonly DraftSection[];
  readonly words: number;
  /** The share of the transcript's words that stand in the draft at their place, 0 to 1. */
  readonly coverage: number;
}

/** Sections by session and time, turns by speaker, questions and answers linked to their words. */
export function draftFromTranscript(sources: DraftSources): DraftMinutes {
  const { cues, startsAt, speakers, sessions, only, questions, language } = sources;
  const spoken = assembleTurns(cues, startsAt, speakers, sessions, only);
  const texts = spoken.map(({ firstCue, lastCue }) =>
    joinTexts(cues.slice(firstCue, lastCue + 1).map(({ text }) => text)),
  );
  const links = linkQuestions(spoken, texts, questions);
  const sections: { sessionId: string | null; turns: DraftTurn[] }[] = [];
  spoken.forEach((turn, index) => {
    const sessionId = turn.session?.id ?? null;
    const draft = draftTurn(turn, texts[index] ?? '', links[index], language);
    const last = sections.at(-1);
    if (last?.sessionId === sessionId) last.turns.push(draft);
    else sections.push({ sessionId, turns: [draft] });
  });
  const turns = sections.flatMap((section) => section.turns);
  return {
    sections,
    words: turns.reduce((sum, { paragraphs }) => sum + wordsOf(paragraphs.join(' '), language).length, 0),
    coverage: coverageOf(cues, turns, language),
  };
}

function draftTurn(
  turn: SpokenTurn,
  text: string,
  links: TurnLinks | undefined,
  language: string,
): DraftTurn {
  const { questionId = null, quote = null, answerIds = [] } = links ?? {};
  const [spokenIn, ...others] = turn.session?.languages ?? [];
  // Words in the edition's language of a session held in another one are the interpreters'.
  const interpreted = spokenIn !== undefined && others.length === 0 && spokenIn !== language;
  return {
    kind: kindOf(turn, quote === null && questionId !== null, answerIds.length > 0),
    personId: turn.speaker.personId,
    sourceLabel: turn.speaker.label,
    language: interpreted ? spokenIn : language,
    interpreted,
    paragraphs: splitParagraphs(text, language),
    firstCue: turn.firstCue,
    lastCue: turn.lastCue,
    questionId,
    quote,
    answerIds,
  };
}

function kindOf({ speaker, session }: SpokenTurn, asks: boolean, answers: boolean): TurnKind {
  if (asks || speaker.kind === 'QUESTIONER') return 'QUESTION';
  if (speaker.kind === 'ANNOUNCER') return 'ANNOUNCEMENT';
  if (answers) return 'ANSWER';
  const leads = session?.appearances.some(
    ({ personId, role }) => personId === speaker.personId && (role === 'MODERATOR' || role === 'CHAIR'),
  );
  return leads === true ? 'MODERATION' : 'SPEECH';
}

/**
 * How much of the transcript the turns hold, word by word at its place: what a turn leaves out of its own cues is
 * missing, and so is a cue that no turn has.
 */
function coverageOf(
  cues: readonly Cue[],
  turns: readonly Pick<DraftTurn, 'firstCue' | 'lastCue' | 'paragraphs'>[],
  language: string,
): number {
  const all = cues.reduce((sum, { text }) => sum + wordsOf(text, language).length, 0);
  const held = turns.reduce((sum, { firstCue, lastCue, paragraphs }) => {
    const said = cues.slice(firstCue, lastCue + 1).flatMap(({ text }) => wordsOf(text, language));
    const kept = paragraphs.flatMap((paragraph) => wordsOf(paragraph, language));
    return sum + inOrder(said, kept);
  }, 0);
  return all === 0 ? 1 : held / all;
}

/** How many of the words come again in the other list, in their order. */
function inOrder(words: readonly string[], within: readonly string[]): number {
  /** Where each word stands, the last place first. */
  const placesOf = new Map<string, number[]>();
  for (let place = within.length - 1; place >= 0; place -= 1) {
    const word = within[place] ?? '';
    const places = placesOf.get(word);
    if (places === undefined) placesOf.set(word, [place]);
    else places.push(place);
  }
  let next = 0;
  let count = 0;
  for (const word of words) {
    const places = placesOf.get(word) ?? [];
    // What was passed never comes again.
    while ((places.at(-1) ?? next) < next) places.pop();
    const place = places.pop();
    if (place === undefined) continue;
    count += 1;
    next = place + 1;
  }
  return count;
}

/** Numbers on record: in the order of asking, without those that follow another; those fixed before stay. */
export function numberQuestions(questions: readonly Question[], fixed: boolean): Map<string, number> {
  const own = questions.filter(({ supplementaryToId }) => supplementaryToId === null);
  const numbers = new Map<string, number>();
  const kept = fixed ? own.filter(({ number }) => number !== null) : [];
  for (const { id, number } of kept) if (number !== null) numbers.set(id, number);
  let next = Math.max(0, ...numbers.values());
  for (const { id } of own) {
    if (numbers.has(id)) continue;
    next += 1;
    numbers.set(id, next);
  }
  return numbers;
}

/** What a draft comes to. */
export interface DraftFigures {
  readonly turns: number;
  readonly words: number;
  /** The share of the transcript's words that stand in the draft, 0 to 1. */
  readonly coverage: number;
  /** Numbered questions whose words and answers were all found. */
  readonly questionsLinked: number;
}

export function figuresOf(draft: DraftMinutes, questions: readonly Question[]): DraftFigures {
  const { sections, words, coverage } = draft;
  const turns = sections.reduce((sum, section) => sum + section.turns.length, 0);
  return { turns, words, coverage, questionsLinked: countLinked(draft, questions) };
}

function countLinked(draft: DraftMinutes, questions: readonly Question[]): number {
  const turns = draft.sections.flatMap((section) => section.turns);
  const asked = new Set(turns.map(({ questionId }) => questionId));
  const answered = new Set(turns.flatMap(({ answerIds }) => answerIds));
  return questions.filter(
    ({ id, supplementaryToId, answers }) =>
      supplementaryToId === null && asked.has(id) && answers.every((answer) => answered.has(answer.id)),
  ).length;
}
