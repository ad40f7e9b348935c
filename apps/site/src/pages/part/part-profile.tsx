import { languageNames } from '@plenary/platform/texts';
import type { ReactElement } from 'react';
import { Choice, Field } from './field.js';
import type { PartWords } from './part-view.js';

/** What one says of oneself, in each language of the event, and what one needs. */
export function PartProfile({ words }: { words: PartWords }): ReactElement {
  const { say, view, frame, action } = words;
  const { person, event } = view.part;
  return (
    <section id="profile" aria-labelledby="profile-title">
      <h2 id="profile-title">{say('part.profile')}</h2>
      <form method="post" action={action}>
        <input type="hidden" name="form" value="profile" />
        <input type="hidden" name="version" value={person.version} />
        {event.languages.map((language) => {
          const named = languageNames([language], frame.language);
          return (
            <fieldset key={language}>
              <legend>{named}</legend>
              <Field
                words={words}
                form="profile"
                name={`title.${language}`}
                label={say('part.title')}
                hint={say('part.titleHint')}
                lang={language}
                recorded={person.title?.[language] ?? ''}
              />
              <Field
                words={words}
                form="profile"
                name={`biography.${language}`}
                label={say('person.biography')}
                hint={say('part.biographyHint')}
                lang={language}
                rows={8}
                recorded={person.biography?.[language] ?? ''}
              />
            </fieldset>
          );
        })}
        <Choice
          words={words}
          form="profile"
          name="mayPublish"
          legend={say('part.mayPublish')}
          recorded={person.mayPublish}
        />
        <Field
          words={words}
          form="profile"
          name="needs"
          label={say('part.needs')}
          hint={say('part.needsHint')}
          rows={4}
          recorded={person.needs ?? ''}
        />
        <p>
          <button type="submit">{say('part.save')}</button>
        </p>
      </form>
    </section>
  );
}
