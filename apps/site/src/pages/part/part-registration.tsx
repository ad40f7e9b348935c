import type { ReactElement } from 'react';
import type { PartWords } from './part-view.js';

/** Taking part as a registered guest too: what is known of a speaker is not asked again. */
export function PartRegistration({ words }: { words: PartWords }): ReactElement | null {
  const { say, local, view, action } = words;
  const { places } = view;
  if (places === null || places.length === 0) return null;
  return (
    <section aria-labelledby="registration">
      <h2 id="registration">{say('part.registration')}</h2>
      <p>{say('part.registrationHint')}</p>
      {places.map(({ category: { id, name, quotas } }) => (
        <form key={id} method="post" action={action} className="sheet">
          <input type="hidden" name="form" value="registration" />
          <input type="hidden" name="categoryId" value={id} />
          <fieldset>
            <legend lang={local(name).language}>{local(name).text}</legend>
            <p className="links">
              {quotas
                .filter(({ places: most }) => most !== 0)
                .map(({ mode }) => (
                  <button key={mode} type="submit" name="mode" value={mode} className="second">
                    {say('part.register', { mode })}
                  </button>
                ))}
            </p>
          </fieldset>
        </form>
      ))}
    </section>
  );
}
