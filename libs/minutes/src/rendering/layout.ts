import type { MinutesDocument } from '../domain/minutes-document.js';
import { wordsIn } from '../words/words.js';
import { outlineOf } from './outline.js';

/** The document as the PDF's template takes it: every text as it is to stand on paper. */
export function layoutOf(document: MinutesDocument) {
  const { edition, event, disclaimer, quotingRule, notice } = document;
  const say = wordsIn(edition.language);
  const outline = outlineOf(document);
  const [year, month, day] = edition.publishedAt.slice(0, 10).split('-').map(Number);
  const facts: [string, string | null][] = [
    [say('dates'), `${outline.days} (${event.timeZone})`],
    [say('venue'), event.venue],
    [say('symbol'), edition.symbol],
    [say('edition', { number: edition.number }), edition.publishedAt.slice(0, 10)],
    [say('program'), event.url],
  ];
  const front: [string, string | null][] = [
    [say('disclaimer'), disclaimer],
    [say('quoting'), quotingRule],
  ];
  return {
    language: edition.language,
    title: `${say('minutes')}: ${event.title}`,
    heading: event.title,
    kind: say('minutes'),
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
    foot: [
      `${edition.symbol} · ${say('edition', { number: edition.number })} · ${outline.counts}`,
      say('verify'),
    ],
    words: {
      contents: say('contents'),
      participants: say('participants'),
      name: say('name'),
      post: say('post'),
      questions: say('questionsAndAnswers'),
      columns: [say('questionHeading'), say('askedBy'), say('section'), say('answeredBy')],
      end: say('end'),
    },
  };
}
