import { displayName } from '@plenary/event';
import type { ReactElement } from 'react';
import { Field } from './field.js';
import type { PartWords } from './part-view.js';

/** One's photograph as it stands, and what sends another. */
export function PartPhotograph({ words }: { words: PartWords }): ReactElement {
  const { say, view, frame, action } = words;
  const { person, photograph, event } = view.part;
  const seen = (
    <>
      <input type="hidden" name="form" value="photograph" />
      <input type="hidden" name="version" value={person.version} />
    </>
  );
  return (
    <section id="photograph" aria-labelledby="photograph-title">
      <h2 id="photograph-title">{say('part.photograph')}</h2>
      {photograph === null ? null : (
        <form method="post" action={action} className="photograph">
          {seen}
          <img
            src={`/events/${event.slug}/part/photograph?${photograph.sha256.slice(0, 12)}`}
            alt={say('person.photograph', { name: displayName(person, frame.language) })}
            width={160}
            height={160}
          />
          <button type="submit" name="action" value="remove" className="second">
            {say('part.removePhotograph')}
          </button>
        </form>
      )}
      <form method="post" action={action} encType="multipart/form-data">
        {seen}
        <Field
          words={words}
          form="photograph"
          name="file"
          label={say('part.file')}
          hint={say('part.photographHint')}
          type="file"
          accept="image/jpeg,image/png"
          recorded=""
        />
        <p>
          <button type="submit">{say('part.sendPhotograph')}</button>
        </p>
      </form>
    </section>
  );
}
