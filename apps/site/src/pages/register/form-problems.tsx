import type { ReactElement } from 'react';
import { idOfField } from './answer-fields.js';
import type { EventWords, TypedForm } from './register-view.js';

interface Props {
  readonly words: EventWords;
  readonly typed: TypedForm | null;
  /** What was refused as a whole, in words. */
  readonly refused: string | null;
  /** The label of a field, by its name. */
  readonly labelOf: (name: string) => string;
  /** What was done. */
  readonly done?: string | null;
}

/** What became of a form that was sent; both regions are there before they say anything. */
export function FormProblems({ words, typed, refused, labelOf, done = null }: Props): ReactElement {
  const { say } = words;
  const fields = typed?.fields ?? [];
  return (
    <>
      <div role="status" className="told">
        {done === null ? null : <p>{done}</p>}
        {typed?.hasMore === true ? <p>{say('form.more')}</p> : null}
      </div>
      <div role="alert" className="told problem" id="problems">
        {refused === null ? null : (
          <>
            <p tabIndex={-1} autoFocus={fields.length === 0}>
              {refused}
            </p>
            {fields.length === 0 ? null : (
              <ul>
                {fields.map((name) => (
                  <li key={name}>
                    <a href={`#${idOfField(name)}`}>{labelOf(name)}</a>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </>
  );
}
