import { languageNames } from '@plenary/platform/texts';
import { writtenDays } from '@plenary/platform/words';
import { roleName } from '@plenary/program';
import type {
  MinutesDocument,
  MinutesQuestion,
  MinutesSection,
  MinutesTurn,
} from '../domain/minutes-document.js';
import { wordsIn } from '../words/words.js';
import { printNumber, printTimes } from './format.js';

/** A piece of text that may lead to another place of the record. */
export interface Piece {
  readonly text: string;
  /** An anchor of this document, or null. */
  readonly to: string | null;
}

/** What every layout says about the parts of a document, in its language: the same words in HTML and in PDF. */
export interface Outline {
  readonly days: string;
  /** When a section was on, as planned; null where it had no time. */
  when(section: MinutesSection): string | null;
  /** Who took part in a section, by role: `Moderator: Dr. SHINODA`. */
  who(section: MinutesSection): string | null;
  /** What stands under a turn's label: what it answers, the language it was spoken in. */
  marks(turn: MinutesTurn): Piece[];
  /** A row of the table of questions. */
  row(question: MinutesQuestion): {
    anchor: string;
    label: Piece;
    asker: string;
    section: string;
    answers: Piece[];
  };
  personName(id: string): string;
  counts: string;
}

export function outlineOf(document: MinutesDocument): Outline {
  const { event, edition, questions, sections, people, counts } = document;
  const { language } = edition;
  const say = wordsIn(language);
  const names = new Map(people.map((person) => [person.id, person]));
  const places = new Map(
    questions.map((question, index) => [question.id, { question, anchor: `q${String(index + 1)}` }]),
  );
  const titles = new Map(sections.map(({ session, title }) => [session, title]));
  const personName = (id: string): string => names.get(id)?.displayName ?? '';
  const shortName = (id: string): string => names.get(id)?.shortName ?? '';
  const number = (value: number): string => printNumber(value, language);
  return {
    personName,
    days: writtenDays(event.startsOn, event.endsOn, language),
    counts: say('counts', {
      turns: number(counts.turns),
      paragraphs: number(counts.paragraphs),
      words: number(counts.words),
      questions: number(counts.questions),
    }),
    when: ({ startsAt, endsAt }) =>
      startsAt === null || endsAt === null
        ? null
        : printTimes(startsAt, endsAt, event.timeZone, language, event.startsOn !== event.endsOn),
    who: ({ people: parts }) => {
      const roles = new Map<string, string[]>();
      for (const { person, role } of parts) roles.set(role, [...(roles.get(role) ?? []), personName(person)]);
      const said = [...roles].map(([role, who]) => `${roleName(role, language)}: ${who.join(say('comma'))}`);
      return said.length === 0 ? null : said.join(' · ');
    },
    marks: (turn) => {
      const asks = turn.question === null ? undefined : places.get(turn.question);
      const quoted = turn.paragraphs.flatMap(({ runs }) =>
        runs.flatMap(({ question }) => places.get(question ?? '') ?? []),
      );
      const answersLink = [
        ...(asks === undefined ? [] : [{ text: say('toAnswers'), to: asks.anchor }]),
        ...quoted.map(({ question, anchor }) => ({
          text: `${question.label}, ${say('toAnswers')}`,
          to: anchor,
        })),
      ];
      const answers = turn.answers.flatMap((id) => {
        const place = places.get(id);
        return place === undefined
          ? []
          : [{ text: say('answerTo', { question: place.question.label }), to: anchorOfQuestion(place) }];
      });
      const other = turn.language === language ? [] : [languageNames([turn.language], language)];
      const spoken = other.map((name) => ({
        text: turn.interpreted ? say('interpreted', { language: name }) : say('spokenIn', { language: name }),
        to: null,
      }));
      return [...answers, ...answersLink, ...spoken];
    },
    row: (question) => {
      const place = places.get(question.id);
      const readBy = question.readBy === null ? [] : [say('readBy', { name: shortName(question.readBy) })];
      const online = question.channel === 'ONLINE' ? [say('online')] : [];
      return {
        anchor: place?.anchor ?? '',
        label: {
          text: question.label,
          to: question.asked === null ? null : `p${String(question.asked.paragraph)}`,
        },
        asker: [question.asker ?? say('anonymous'), ...online, ...readBy].join(say('comma')),
        section: titles.get(question.session) ?? '',
        answers: question.answers.map(({ person, given }) => ({
          text: person === null ? say('participant') : shortName(person),
          to: given === null ? null : `p${String(given.paragraph)}`,
        })),
      };
    },
  };
}

/** To the words of a question, or to its row where its words are not on record. */
function anchorOfQuestion({ question, anchor }: { question: MinutesQuestion; anchor: string }): string {
  return question.asked === null ? anchor : `p${String(question.asked.paragraph)}`;
}
