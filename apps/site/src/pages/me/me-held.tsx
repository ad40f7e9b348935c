import { displayName } from '@plenary/event';
import { languageNames, type Texts } from '@plenary/platform/texts';
import { writtenDate } from '@plenary/platform/words';
import type { Field } from '@plenary/registration';
import type { ReactElement } from 'react';
import type { EventWords } from '../register/register-view.js';
import type { MeView } from './me-view.js';

interface Fact {
  readonly label: string;
  readonly value: string;
}

interface Props {
  readonly words: EventWords;
  readonly view: MeView;
  /** What its form is sent to. */
  readonly action: string;
}

/** All that is kept about somebody, by what it is for. */
export function Held({ words, view, action }: Props): ReactElement {
  const { say } = words;
  return (
    <section aria-labelledby="held">
      <h2 id="held">{say('me.held')}</h2>
      <p className="quiet">{say('me.heldHint')}</p>
      {[...heldFacts(words, view)].map(([purpose, facts]) => (
        <div key={purpose}>
          <h3>{say('me.purpose', { purpose })}</h3>
          <dl className="facts held">
            {facts.map(({ label, value }, index) => (
              <div key={index}>
                <dt>{label}</dt>
                <dd className="lines">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <form method="post" action={action}>
        <input type="hidden" name="form" value="data" />
        <p>
          <button type="submit" className="second">
            {say('me.download')}
          </button>
        </p>
      </form>
    </section>
  );
}

function heldFacts(words: EventWords, { own, answered }: MeView): Map<string, Fact[]> {
  const { say, local, frame } = words;
  const { registration, person, opening } = own;
  const facts = new Map<string, Fact[]>();
  const put = (purpose: string, label: string, value: string | null): void => {
    if (value !== null && value !== '') facts.set(purpose, [...(facts.get(purpose) ?? []), { label, value }]);
  };
  const text = (map: Texts | null): string | null => (map === null ? null : local(map).text);
  put('BADGE', say('me.name'), displayName(person, frame.language));
  put('BADGE', say('register.post'), text(person.post));
  put('BADGE', say('register.organisation'), text(person.organisation));
  put('BADGE', say('register.country'), person.country === null ? null : words.country(person.country));
  put('CONTACT', say('register.email'), registration.address);
  put('CONTACT', say('register.language'), languageNames([registration.language], frame.language));
  put('PLACE', say('me.category'), local(opening.category.name).text);
  put('PLACE', say('register.mode'), say('mode', { mode: registration.mode }));
  put('PLACE', say('me.cameIn'), words.at(registration.createdAt));
  for (const field of answered?.fields ?? []) {
    const values = registration.answers[field.key] ?? [];
    if (values.length > 0) put(field.purpose, local(field.label).text, written(words, field, values));
  }
  return facts;
}

/** An answer in words. */
function written(
  { say, local, frame, country }: EventWords,
  field: Field,
  values: readonly string[],
): string {
  const { type, choices } = field;
  const [value = ''] = values;
  if (type === 'CONSENT') return say('me.agreed');
  if (type === 'DATE') return writtenDate(value, frame.language);
  if (type === 'COUNTRY') return country(value);
  if (type !== 'CHOICE' && type !== 'CHOICES') return value;
  const labels = values.map((one) => {
    const choice = choices.find(({ key }) => key === one);
    return choice === undefined ? one : local(choice.label).text;
  });
  return labels.join(say('register.and'));
}
