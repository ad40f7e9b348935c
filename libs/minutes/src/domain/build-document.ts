import { affiliation, displayName, shortName, type Event, type Person } from '@plenary/event';
import { localText, type Texts } from '@plenary/platform/texts';
import { Sights, isoIn, stranger, type RuledSession, type Session } from '@plenary/program';
import { showQuestion, type Question, type ShownQuestion } from '@plenary/questions';
import { wordsOf } from './cue.js';
import type { Edition, Section, Turn } from './edition.js';
import type {
  MinutesDocument,
  MinutesParagraph,
  MinutesQuestion,
  MinutesSection,
  MinutesTurn,
} from './minutes-document.js';
import { sectionsFor, type ShownSection, type ShownTurn } from './shown-sections.js';
import { wordsIn } from '../words/words.js';

/** What an edition is printed from. */
export interface DocumentSources {
  readonly event: Event;
  readonly edition: Edition & { readonly publishedAt: Date };
  readonly sections: readonly Section[];
  readonly sessions: readonly Session[];
  /** What decides what is shown of each session. */
  readonly rules: readonly RuledSession[];
  /** Those that were asked, in the order of asking. */
  readonly questions: readonly Question[];
  readonly people: readonly Person[];
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

interface Place {
  readonly turn: number;
  readonly paragraph: number;
}

/** What the edition is printed from, as far as everybody may read it. */
interface Shown extends Omit<DocumentSources, 'sections' | 'questions'> {
  readonly sections: readonly ShownSection[];
  readonly questions: readonly ShownQuestion[];
  readonly sights: Sights;
}

/** The edition as one model, from which every artifact is made: as everybody may read it, whatever its checks say. */
export function buildDocument(sources: DocumentSources): MinutesDocument {
  const { event, edition, people, publicUrl, rules } = sources;
  const sights = new Sights(rules, stranger);
  const questions = sources.questions.flatMap((question) => showQuestion(question, sights));
  const shownSections = sectionsFor(sources.sections, rules, stranger, edition.language);
  const { language } = edition;
  const local = (texts: Texts | null): string | null =>
    texts === null ? null : localText(texts, language, event.languages).text;
  const ordered = inOrderOfRecord(questions);
  const labels = questionLabels(ordered, language);
  const sections = buildSections({ ...sources, sections: shownSections, questions, sights }, labels);
  const named = namedPeople(sections, ordered);
  const url = `${publicUrl}/events/${event.slug}`;
  const paragraphs = sections.flatMap(({ turns }) => turns.flatMap((turn) => turn.paragraphs));
  return {
    format: 'plenary-minutes/1',
    edition: {
      symbol: edition.symbol,
      language,
      number: edition.number,
      publishedAt: isoIn(edition.publishedAt, event.timeZone),
      url: `${url}/minutes/${language}`,
    },
    event: {
      slug: event.slug,
      url,
      title: local(event.title) ?? '',
      ordinal: event.ordinal,
      theme: local(event.theme),
      organiser: local(event.organiser),
      venue:
        event.venue === null ? null : `${local(event.venue.name) ?? ''}, ${local(event.venue.city) ?? ''}`,
      startsOn: event.startsOn,
      endsOn: event.endsOn,
      timeZone: event.timeZone,
      mode: event.mode,
    },
    notice: local(event.notice),
    disclaimer: local(event.disclaimer),
    quotingRule: local(event.quotingRule),
    people: people
      .filter(({ id }) => named.has(id))
      .map((person) => ({
        id: person.id,
        displayName: displayName(person, language),
        shortName: shortName(person, language),
        affiliation: affiliation(person, language) || null,
        country: person.country,
      })),
    sections,
    questions: ordered.map((question) => buildQuestion(question, labels, sections)),
    counts: {
      turns: sections.reduce((sum, { turns }) => sum + turns.length, 0),
      paragraphs: paragraphs.length,
      words: paragraphs.reduce((sum, paragraph) => sum + wordsOf(plain(paragraph), language).length, 0),
      questions: ordered.filter(({ number }) => number !== null).length,
    },
  };
}

function plain({ runs }: MinutesParagraph): string {
  return runs.map(({ text }) => text).join('');
}

/** In the order of asking, each supplementary after its question. */
function inOrderOfRecord(questions: readonly ShownQuestion[]): ShownQuestion[] {
  return questions
    .filter(({ supplementaryToId }) => supplementaryToId === null)
    .flatMap((question) => [
      question,
      ...questions.filter(({ supplementaryToId }) => supplementaryToId === question.id),
    ]);
}

function questionLabels(questions: readonly ShownQuestion[], language: string): Map<string, string> {
  const say = wordsIn(language);
  const labels = new Map<string, string>();
  for (const { id, number, supplementaryToId } of questions) {
    const followed = supplementaryToId === null ? undefined : labels.get(supplementaryToId);
    const own = number === null ? say('questioner') : say('question', { number });
    labels.set(id, followed === undefined ? own : say('supplementary', { to: followed }));
  }
  return labels;
}

function buildSections(sources: Shown, labels: ReadonlyMap<string, string>): MinutesSection[] {
  const { event, edition, sections, sessions, questions, people, sights } = sources;
  const say = wordsIn(edition.language);
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const speakers = new Map(people.map((person) => [person.id, person]));
  const questionOfAnswer = new Map(
    questions.flatMap(({ id, answers }) => answers.map((answer) => [answer.id, id])),
  );
  const asked = new Map(questions.map((question) => [question.id, question]));
  const mentioned = new Set<string>();
  let paragraphs = 0;

  const buildTurn = (turn: ShownTurn): MinutesTurn => {
    const whole =
      turn.passages.find(({ questionId, quote }) => questionId !== null && quote === null)?.questionId ??
      null;
    const answers = turn.passages.flatMap(({ answerId }) => questionOfAnswer.get(answerId ?? '') ?? []);
    const built = splitRuns(turn, questionOfAnswer).map((runs) => ({ number: (paragraphs += 1), runs }));
    return {
      number: turn.number,
      kind: turn.kind,
      person: turn.personId,
      ...labelOf(turn, whole),
      question: whole,
      answers: [...new Set(answers)],
      language: turn.language,
      interpreted: turn.interpreted,
      paragraphs: built,
    };
  };

  const labelOf = (turn: ShownTurn, questionId: string | null): { label: string; detail: string | null } => {
    const question = questionId === null ? undefined : asked.get(questionId);
    if (question !== undefined) {
      return { label: labels.get(question.id) ?? say('questioner'), detail: question.asker };
    }
    const person = turn.personId === null ? undefined : speakers.get(turn.personId);
    if (person !== undefined) {
      if (mentioned.has(person.id)) return { label: shortName(person, edition.language), detail: null };
      mentioned.add(person.id);
      return {
        label: displayName(person, edition.language),
        detail: affiliation(person, edition.language) || null,
      };
    }
    return { label: labelWithoutPerson(turn, edition.language), detail: null };
  };

  return sections.map((section, index) => {
    const session = section.sessionId === null ? undefined : byId.get(section.sessionId);
    return {
      number: index + 1,
      session: section.sessionId,
      title:
        session === undefined
          ? say('otherWords')
          : localText(session.title, edition.language, event.languages).text,
      startsAt: session?.startsAt == null ? null : isoIn(session.startsAt, event.timeZone),
      endsAt: session?.endsAt == null ? null : isoIn(session.endsAt, event.timeZone),
      people: (session?.appearances ?? [])
        .filter(({ state, role }) => state !== 'DECLINED' && role !== 'INTERPRETER')
        .filter(({ personId }) => sights.ofPerson(section.sessionId, personId).speakers)
        .map(({ personId, role }) => ({ person: personId, role })),
      turns: section.turns.map(buildTurn),
    };
  });
}

/** The transcript's own label may hold a name that is withheld: it is never printed. */
function labelWithoutPerson({ kind, namedAs }: ShownTurn, language: string): string {
  const say = wordsIn(language);
  if (kind === 'QUESTION') return say('questioner');
  if (kind === 'ANNOUNCEMENT') return say('announcer');
  if (kind === 'NARRATIVE') return '';
  if (namedAs !== null) return namedAs === 'CHAIR' ? say('chair') : say('participant');
  return say('unknownSpeaker');
}

interface Run {
  readonly text: string;
  readonly question: string | null;
  readonly answer: string | null;
}

/** Each paragraph in runs: what is a question or an answer within the turn stands by itself. */
function splitRuns(turn: Turn, questionOfAnswer: ReadonlyMap<string, string>): Run[][] {
  const quotes = turn.passages.flatMap(({ quote, questionId, answerId }) =>
    quote === null
      ? []
      : [{ quote, question: questionId, answer: questionOfAnswer.get(answerId ?? '') ?? null }],
  );
  return turn.paragraphs.map((text) =>
    quotes.reduce<Run[]>(
      (runs, { quote, question, answer }) =>
        runs.flatMap((run) => {
          const place = run.question === null && run.answer === null ? run.text.indexOf(quote) : -1;
          if (place < 0) return [run];
          const cut = (from: number, to?: number): Run => ({ ...run, text: run.text.slice(from, to) });
          const parts = [cut(0, place), { text: quote, question, answer }, cut(place + quote.length)];
          return parts.filter((part) => part.text !== '');
        }),
      [{ text, question: null, answer: null }],
    ),
  );
}

function buildQuestion(
  question: ShownQuestion,
  labels: ReadonlyMap<string, string>,
  sections: readonly MinutesSection[],
): MinutesQuestion {
  const turns = sections.flatMap((section) =>
    section.turns.map((turn) => ({ turn, session: section.session })),
  );
  const asked = turns
    .map(({ turn }) => placeOf(turn, turn.question === question.id, (run) => run.question === question.id))
    .find((place) => place !== null);
  const givenBy = (person: string | null, session: string): Place | null =>
    turns
      .filter(({ turn, session: inSession }) => turn.person === person && inSession === session)
      .map(({ turn }) =>
        placeOf(turn, turn.answers.includes(question.id), (run) => run.answer === question.id),
      )
      .find((place) => place !== null) ?? null;
  return {
    id: question.id,
    number: question.number,
    label: labels.get(question.id) ?? '',
    supplementaryTo: question.supplementaryToId,
    channel: question.channel,
    asker: question.asker,
    session: question.sessionId,
    readBy: question.readById,
    addressees: [...question.addresseeIds],
    asked: asked ?? null,
    answers: question.answers.map(({ personId, sessionId }) => ({
      person: personId,
      session: sessionId,
      given: givenBy(personId, sessionId),
    })),
  };
}

/** Where words begin: at the run that is theirs, else, if the whole turn is, with the turn. */
function placeOf(turn: MinutesTurn, isWhole: boolean, isOwn: (run: Run) => boolean): Place | null {
  const paragraph =
    turn.paragraphs.find(({ runs }) => runs.some(isOwn)) ?? (isWhole ? turn.paragraphs[0] : undefined);
  return paragraph === undefined ? null : { turn: turn.number, paragraph: paragraph.number };
}

function namedPeople(sections: readonly MinutesSection[], questions: readonly ShownQuestion[]): Set<string> {
  return new Set([
    ...sections.flatMap(({ people, turns }) => [
      ...people.map(({ person }) => person),
      ...turns.flatMap(({ person }) => person ?? []),
    ]),
    ...questions.flatMap(({ readById, addresseeIds, answers }) => [
      ...(readById === null ? [] : [readById]),
      ...addresseeIds,
      ...answers.flatMap(({ personId }) => personId ?? []),
    ]),
  ]);
}
