import { linkPurposes } from '@plenary/platform/access';
import type { ReactElement } from 'react';
import { wordsIn } from '../words/words.js';
import { at, type Frame } from './layout.js';

const purposes = Object.entries(linkPurposes).flatMap(([purpose, { secretIn }]) =>
  secretIn === 'fragment' ? purpose : [],
);

/**
 * Opens a mailed link by a click. A script takes its secret from the address and says what it is for; without one the
 * link is pasted, for what stands behind the # reaches no server.
 * @param isUnknown whether the link that was sent before opened nothing
 */
export function LinkForm({
  frame,
  path,
  isUnknown,
}: {
  frame: Frame;
  path: '/sign-in' | '/link';
  isUnknown: boolean;
}): ReactElement {
  const say = wordsIn(frame.language);
  return (
    <form method="post" action={at(frame, path)} className="ask">
      <p role="alert" className="problem" id="link-problem">
        {isUnknown ? say('link.unknown') : null}
      </p>
      {purposes.map((purpose) => (
        <p key={purpose} data-purpose={purpose.toLowerCase()} hidden>
          {say('link.purpose', { purpose })}
        </p>
      ))}
      <div data-link="pasted" className="field">
        <label htmlFor="link">{say('link.label')}</label>
        <p className="quiet" id="link-hint">
          {say('link.hint')}
        </p>
        <input
          id="link"
          name="link"
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={2_000}
          aria-invalid={isUnknown ? 'true' : undefined}
          aria-describedby={isUnknown ? 'link-problem link-hint' : 'link-hint'}
          autoFocus={isUnknown}
        />
      </div>
      <p>
        <button type="submit">{say('link.open')}</button>
      </p>
    </form>
  );
}
