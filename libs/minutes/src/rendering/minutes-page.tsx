import type { ReactElement } from 'react';
import type {
  MinutesDocument,
  MinutesParagraph,
  MinutesSection,
  MinutesTurn,
} from '../domain/minutes-document.js';
import { wordsIn } from '../words/words.js';
import { printNumber } from './format.js';
import { outlineOf, type Outline, type Piece } from './outline.js';
import { styles } from './styles.js';

interface Props {
  readonly document: MinutesDocument;
  readonly outline: Outline;
}

/** The whole record as one page. Every turn, paragraph and question has an anchor, and leads to its neighbours. */
export function MinutesPage({ document }: { document: MinutesDocument }): ReactElement {
  const { edition, event, notice } = document;
  const say = wordsIn(edition.language);
  const outline = outlineOf(document);
  const props = { document, outline };
  return (
    <html lang={edition.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${say('minutes')}: ${event.title} (${edition.symbol})`}</title>
        <meta name="description" content={`${event.title} · ${outline.days}`} />
        <link rel="canonical" href={edition.url} />
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a className="skip" href="#record">
          {say('skip')}
        </a>
        {notice === null ? null : <aside className="notice">{notice}</aside>}
        <TitleBlock {...props} />
        <Contents {...props} />
        <main id="record">
          <FrontMatter {...props} />
          {document.sections.map((section) => (
            <SectionBlock key={section.number} section={section} {...props} />
          ))}
          <Questions {...props} />
        </main>
        <Foot {...props} />
      </body>
    </html>
  );
}

function TitleBlock({ document, outline }: Props): ReactElement {
  const { edition, event } = document;
  const say = wordsIn(edition.language);
  const facts: [string, ReactElement | string | null][] = [
    [say('dates'), `${outline.days} (${event.timeZone})`],
    [say('venue'), event.venue],
    [say('symbol'), edition.symbol],
    [
      say('edition', { number: edition.number }),
      <time dateTime={edition.publishedAt}>{edition.publishedAt.slice(0, 10)}</time>,
    ],
    [say('program'), <a href={event.url}>{event.url}</a>],
  ];
  return (
    <header>
      {event.organiser === null ? null : <p className="office">{event.organiser}</p>}
      <h1>{event.title}</h1>
      <p className="kind">{say('minutes')}</p>
      {event.theme === null ? null : <p className="theme">{event.theme}</p>}
      <dl className="facts">
        {facts.flatMap(([term, fact]) =>
          fact === null ? [] : [<dt key={term}>{term}</dt>, <dd key={`${term} fact`}>{fact}</dd>],
        )}
      </dl>
    </header>
  );
}

function Contents({ document, outline }: Props): ReactElement {
  const say = wordsIn(document.edition.language);
  return (
    <nav className="contents" aria-labelledby="contents">
      <h2 id="contents">{say('contents')}</h2>
      <ol>
        {document.sections.map((section) => (
          <li key={section.number}>
            <a href={`#s${String(section.number)}`}>{section.title}</a>
            <span>{outline.when(section)}</span>
          </li>
        ))}
        {document.questions.length === 0 ? null : (
          <li>
            <a href="#questions">{say('questionsAndAnswers')}</a>
            <span>{printNumber(document.counts.questions, document.edition.language)}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function FrontMatter({ document }: Props): ReactElement {
  const { disclaimer, quotingRule, people, edition } = document;
  const say = wordsIn(edition.language);
  return (
    <section className="front">
      {disclaimer === null ? null : (
        <>
          <h2>{say('disclaimer')}</h2>
          <p>{disclaimer}</p>
        </>
      )}
      {quotingRule === null ? null : (
        <>
          <h2>{say('quoting')}</h2>
          <p>{quotingRule}</p>
        </>
      )}
      <h2>{say('participants')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('post')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.displayName}</th>
                <td>{person.affiliation}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SectionBlock({ section, document, outline }: Props & { section: MinutesSection }): ReactElement {
  const { event, edition } = document;
  const say = wordsIn(edition.language);
  const heading = `s${String(section.number)}-heading`;
  const when = outline.when(section);
  const who = outline.who(section);
  return (
    <section id={`s${String(section.number)}`} aria-labelledby={heading}>
      <h2 id={heading}>{section.title}</h2>
      {section.session === null ? null : (
        <p className="when">
          {when === null ? null : `${when} · `}
          <a href={`${event.url}#session-${section.session}`}>{say('program')}</a>
        </p>
      )}
      {who === null ? null : <p className="who">{who}</p>}
      {section.turns.map((turn) => (
        <TurnBlock key={turn.number} turn={turn} outline={outline} />
      ))}
    </section>
  );
}

function TurnBlock({ turn, outline }: { turn: MinutesTurn; outline: Outline }): ReactElement {
  const marks = outline.marks(turn);
  return (
    <article id={`t${String(turn.number)}`} className={turn.kind.toLowerCase()}>
      {turn.label === '' ? null : (
        <h3>
          {turn.label}
          {turn.detail === null ? null : <span className="detail">, {turn.detail}</span>}
        </h3>
      )}
      {marks.length === 0 ? null : (
        <p className="marks">
          <Pieces pieces={marks} />
        </p>
      )}
      {turn.paragraphs.map((paragraph) => (
        <ParagraphBlock key={paragraph.number} paragraph={paragraph} />
      ))}
    </article>
  );
}

function ParagraphBlock({ paragraph }: { paragraph: MinutesParagraph }): ReactElement {
  const anchor = `p${String(paragraph.number)}`;
  return (
    <p className="paragraph" id={anchor}>
      <a className="place" href={`#${anchor}`}>
        {paragraph.number}
      </a>
      {paragraph.runs.map((run, index) =>
        run.question === null && run.answer === null ? run.text : <mark key={index}>{run.text}</mark>,
      )}
    </p>
  );
}

function Questions({ document, outline }: Props): ReactElement | null {
  const { questions, edition } = document;
  const say = wordsIn(edition.language);
  if (questions.length === 0) return null;
  return (
    <section id="questions" aria-labelledby="questions-heading">
      <h2 id="questions-heading">{say('questionsAndAnswers')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('questionHeading')}</th>
              <th scope="col">{say('askedBy')}</th>
              <th scope="col">{say('section')}</th>
              <th scope="col">{say('answeredBy')}</th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => {
              const row = outline.row(question);
              return (
                <tr key={question.id} id={row.anchor}>
                  <th scope="row">
                    <Pieces pieces={[row.label]} />
                  </th>
                  <td>{row.asker}</td>
                  <td>{row.section}</td>
                  <td>
                    <Pieces pieces={row.answers} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): ReactElement {
  return (
    <>
      {pieces.map(({ text, to }, index) => [
        index === 0 ? '' : ' · ',
        to === null ? (
          text
        ) : (
          <a key={index} href={`#${to}`}>
            {text}
          </a>
        ),
      ])}
    </>
  );
}

function Foot({ document, outline }: Props): ReactElement {
  const { edition, notice } = document;
  const say = wordsIn(edition.language);
  const folder = `${edition.url}/${String(edition.number)}`;
  return (
    <footer>
      <p className="end">{say('end')}</p>
      <p>
        {edition.symbol} · {say('edition', { number: edition.number })} · {outline.counts}
      </p>
      <p>
        {say('files')}: <a href={`${folder}/minutes.pdf`}>PDF</a> ·{' '}
        <a href={`${folder}/minutes.json`}>JSON</a> · <a href={`${folder}/manifest.json`}>manifest.json</a>.{' '}
        {say('verify')}
      </p>
      {notice === null ? null : <p>{notice}</p>}
    </footer>
  );
}
