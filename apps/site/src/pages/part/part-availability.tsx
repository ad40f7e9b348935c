import { isoIn } from '@plenary/program';
import type { ReactElement } from 'react';
import { Field } from './field.js';
import type { PartWords } from './part-view.js';

/** When one can be there: a row a stretch of time, and one that is empty. */
export function PartAvailability({ words }: { words: PartWords }): ReactElement {
  const { say, view, action, span } = words;
  const { availability, event } = view.part;
  const typed = words.typedIn('availability');
  const recorded = availability.windows.map(({ startsAt, endsAt }) => ({
    startsAt: isoIn(startsAt, event.timeZone).slice(0, 16),
    endsAt: isoIn(endsAt, event.timeZone).slice(0, 16),
  }));
  const typedRows = Object.keys(typed?.values ?? {}).filter((name) => name.endsWith('.startsAt')).length;
  const count = typed === null ? recorded.length + 1 : Math.max(1, typedRows);
  return (
    <section id="availability" aria-labelledby="availability-title">
      <h2 id="availability-title">{say('part.availability')}</h2>
      <p className="quiet">{say('part.availabilityHint', { zone: event.timeZone })}</p>
      {typed?.code === 'STALE_VERSION' ? (
        <p className="recorded">
          {say('part.recordedNow', {
            value:
              availability.windows.map(({ startsAt, endsAt }) => span(startsAt, endsAt)).join(' / ') ||
              say('part.wholeEvent'),
          })}
        </p>
      ) : null}
      <form method="post" action={action}>
        <input type="hidden" name="form" value="availability" />
        <input type="hidden" name="version" value={availability.version} />
        {/* What Enter in a field presses. */}
        <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
          {say('part.save')}
        </button>
        {Array.from({ length: count }, (_none, row) => (
          <fieldset key={row} className="row">
            <legend>{say('part.window', { number: row + 1 })}</legend>
            <Field
              words={words}
              form="availability"
              type="datetime-local"
              name={`row${String(row)}.startsAt`}
              label={say('part.from')}
              recorded={recorded[row]?.startsAt ?? ''}
            />
            <Field
              words={words}
              form="availability"
              type="datetime-local"
              name={`row${String(row)}.endsAt`}
              label={say('part.until')}
              recorded={recorded[row]?.endsAt ?? ''}
            />
            <button type="submit" name="remove" value={row} className="second">
              {say('part.removeWindow')}
            </button>
          </fieldset>
        ))}
        <p className="links">
          <button type="submit" name="action" value="add" className="second">
            {say('part.addWindow')}
          </button>
          <button type="submit">{say('part.save')}</button>
        </p>
      </form>
    </section>
  );
}
