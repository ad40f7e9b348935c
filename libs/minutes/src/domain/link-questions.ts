import type { Question } from '@plenary/questions';
import type { SpokenTurn } from './assemble-turns.js';
import { quotations } from './quotations.js';
import { questionNumber } from './recognise-speakers.js';

/** What a turn is on record: a question, or words that answer some. */
export interface TurnLinks {
  readonly questionId: string | null;
  /** Where the question is only a part of the turn: its exact words. */
  readonly quote: string | null;
  readonly answerIds: readonly string[];
}

interface Asked {
  readonly question: Question;
  readonly quote: string | null;
}

const none: TurnLinks = { questionId: null, quote: null, answerIds: [] };

/**
 * Finds the words of each question on record, and of each of its answers. Nothing is invented: a turn that fits no
 * record stays without a link.
 * @param texts the words of each turn
 * @param questions in the order of asking
 */
export function linkQuestions(
  turns: readonly SpokenTurn[],
  texts: readonly string[],
  questions: readonly Question[],
): TurnLinks[] {
  const asked = questionsByTurn(turns, texts, questions);
  const links = turns.map((): TurnLinks => none);
  const linked = new Set<string>();
  let heard: Question[] = [];
  let open: Question[] = [];
  let answeredSince = false;
  turns.forEach((turn, index) => {
    const put = asked.get(index);
    if (put !== undefined) {
      links[index] = { questionId: put.question.id, quote: put.quote, answerIds: [] };
      heard = [...heard, put.question];
      const follows = open.some(({ id }) => id === put.question.supplementaryToId);
      open = answeredSince && !follows ? [put.question] : [...open, put.question];
      answeredSince = false;
      return;
    }
    const answers = isFromTheChair(turn) ? [] : answersGiven(turn, open, heard, linked);
    if (answers.length === 0) return;
    answeredSince = true;
    for (const id of answers) linked.add(id);
    links[index] = { ...none, answerIds: answers };
  });
  linkTheRest(turns, texts, heard, asked, linked, links);
  return links;
}

/** The questions of whoever chairs are the chair's business; see `linkTheRest` for the chair's own answers. */
function isFromTheChair({ speaker, session }: SpokenTurn): boolean {
  return (
    session?.appearances.some(
      ({ personId, role }) => personId === speaker.personId && (role === 'MODERATOR' || role === 'CHAIR'),
    ) ?? false
  );
}

/** The answers on record that this speaker gives here: to the questions that stand open, else to an earlier one. */
function answersGiven(
  { speaker, session }: SpokenTurn,
  open: readonly Question[],
  heard: readonly Question[],
  linked: ReadonlySet<string>,
): string[] {
  if (speaker.personId === null || session === null) return [];
  const own = (question: Question): string[] =>
    question.answers
      .filter(({ personId, sessionId }) => personId === speaker.personId && sessionId === session.id)
      .map(({ id }) => id);
  const now = open.flatMap(own);
  if (now.length > 0) return now;
  const earlier = heard.findLast((question) => own(question).some((id) => !linked.has(id)));
  return earlier === undefined ? [] : own(earlier).filter((id) => !linked.has(id));
}

/** Answers still without words: the speaker's longest turn after the question and before the next one. */
function linkTheRest(
  turns: readonly SpokenTurn[],
  texts: readonly string[],
  heard: readonly Question[],
  asked: ReadonlyMap<number, Asked>,
  linked: Set<string>,
  links: TurnLinks[],
): void {
  const places = [...asked.keys()].sort((a, b) => a - b);
  for (const question of heard) {
    const from = places.find((place) => asked.get(place)?.question.id === question.id) ?? turns.length;
    const to = places.find((place) => place > from) ?? turns.length;
    for (const answer of question.answers.filter(({ id }) => !linked.has(id))) {
      const candidates = turns
        .map((turn, index) => ({ turn, index, length: texts[index]?.length ?? 0 }))
        .filter(({ turn, index }) => index > from && index < to && turn.speaker.personId === answer.personId)
        .filter(({ turn, index }) => turn.session?.id === answer.sessionId && links[index] === none)
        .sort((a, b) => b.length - a.length);
      const [best] = candidates;
      if (best === undefined) continue;
      linked.add(answer.id);
      links[best.index] = { ...none, answerIds: [answer.id] };
    }
  }
}

/** Which turn puts which question. */
function questionsByTurn(
  turns: readonly SpokenTurn[],
  texts: readonly string[],
  questions: readonly Question[],
): Map<number, Asked> {
  const asked = new Map<number, Asked>();
  const used = new Set<string>();
  const put = (index: number, question: Question | undefined, quote: string | null = null): void => {
    if (question === undefined || used.has(question.id)) return;
    used.add(question.id);
    asked.set(index, { question, quote });
  };
  for (const question of questions.filter(({ readById }) => readById !== null)) {
    const found = findReadOut(turns, texts, question, asked);
    if (found !== null) put(found.index, question, found.quote);
  }
  const inRoom = questions.filter(
    ({ channel, supplementaryToId }) => channel === 'ROOM' && supplementaryToId === null,
  );
  const numbered = turns.some(
    ({ speaker }) => speaker.kind === 'QUESTIONER' && questionNumber(speaker.label) !== null,
  );
  let open: Question | null = null;
  turns.forEach((turn, index) => {
    if (turn.speaker.kind === 'QUESTIONER') {
      const number = questionNumber(turn.speaker.label);
      const current = open;
      const next = (): Question | undefined =>
        numbered
          ? undefined
          : inRoom.find(({ id, sessionId }) => !used.has(id) && sessionId === turn.session?.id);
      const supplementary = questions.find(
        ({ id, supplementaryToId }) =>
          !used.has(id) &&
          current !== null &&
          supplementaryToId === (current.supplementaryToId ?? current.id),
      );
      put(index, number === null ? (supplementary ?? next()) : byNumber(inRoom, number, turn));
    }
    open = asked.get(index)?.question ?? open;
  });
  return asked;
}

/** The N-th question from the room: of the event, or of the session where transcripts count anew in each. */
function byNumber(
  inRoom: readonly Question[],
  number: number,
  { session }: SpokenTurn,
): Question | undefined {
  const ofEvent = inRoom[number - 1];
  if (ofEvent?.sessionId === session?.id) return ofEvent;
  return inRoom.filter(({ sessionId }) => sessionId === session?.id)[number - 1];
}

const readsAloud = /\b(?:read|reading|online|remote|chat)\b|オンライン|読み上げ/i;

/** Where somebody read a question out: its own text, or a quotation that asks, in a turn before its answerer's. */
function findReadOut(
  turns: readonly SpokenTurn[],
  texts: readonly string[],
  question: Question,
  taken: ReadonlyMap<number, Asked>,
): { index: number; quote: string } | null {
  const answerers = new Set(question.answers.map(({ personId }) => personId));
  const found = turns.flatMap((turn, index) => {
    const text = texts[index] ?? '';
    if (
      turn.speaker.personId !== question.readById ||
      turn.session?.id !== question.sessionId ||
      taken.has(index)
    )
      return [];
    if (question.text !== null && text.includes(question.text))
      return [{ index, quote: question.text, score: 10 }];
    const next = turns[index + 1]?.speaker.personId ?? null;
    const score = (readsAloud.test(text) ? 2 : 0) + (next !== null && answerers.has(next) ? 1 : 0);
    return quotations(text).map((quote) => ({ index, quote, score }));
  });
  const [best] = found
    .filter(({ score }) => score >= 2)
    .sort((a, b) => b.score - a.score || b.quote.length - a.quote.length);
  return best === undefined ? null : { index: best.index, quote: best.quote };
}
