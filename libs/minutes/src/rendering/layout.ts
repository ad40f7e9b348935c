import type { MinutesDocument } from '../domain/minutes-document.js';
import { wordsIn } from '../domain/words.js';
import { outlineOf } from './outline.js';

/** The document as the PDF's template takes it: every text as it is to stand on paper. */
export function layoutOf(document: MinutesDocument) {
  const { edition, event, disclaimer, quotingRule, notice } = document;
  const words = wordsIn(edition.language);
  const outline = outlineOf(document);
  const [year, month, day] = edition.publishedAt.slice(0, 10).split('-').map(Number);
  const facts: [string, string | null][] = [
    [words.dates, `${outline.days} (${event.timeZone})`],
    [words.venue, event.venue],
    [words.symbol, edition.symbol],
    [words.edition(edition.number), edition.publishedAt.slice(0, 10)],
    [words.program, event.url],
  ];
  const front: [string, string | null][] = [
    [words.disclaimer, disclaimer],
    [words.quoting, quotingRule],
  ];
  return {
    language: edition.language,
    title: `${words.minutes}: ${event.title}`,
    heading: event.title,
    kind: words.minutes,
    authors: event.organiser === null ? [] : [event.organiser],
    date: { year, month, day },
    office: event.organiser,
    theme: event.theme,
    symbol: edition.symbol,
    notice,
    facts: facts.filter(([, text]) => text !== null),
    front: front.flatMap(([title, text]) =>
      text === null ? [] : [{ title, paragraphs: text.split(/\n+/) }],
    ),
    people: document.people.map(({ displayName, affiliation }) => ({
      name: displayName,
      detail: affiliation ?? '',
    })),
    sections: document.sections.map((section) => ({
      title: section.title,
      lines: [outline.when(section), outline.who(section)].filter((line) => line !== null),
      turns: section.turns.map((turn) => ({
        kind: turn.kind,
        label: turn.label,
        detail: turn.detail,
        marks: outline.marks(turn),
        paragraphs: turn.paragraphs.map(({ number, runs }) => ({
          number,
          runs: runs.map(({ text, question, answer }) => ({
            text,
            mark: question !== null || answer !== null,
          })),
        })),
      })),
    })),
    questions: document.questions.map((question) => outline.row(question)),
    foot: [`${edition.symbol} · ${words.edition(edition.number)} · ${outline.counts}`, words.verify],
    words: {
      contents: words.contents,
      participants: words.participants,
      name: words.name,
      post: words.post,
      questions: words.questionsAndAnswers,
      columns: [words.questionHeading, words.askedBy, words.section, words.answeredBy],
      end: words.end,
    },
  };
}
