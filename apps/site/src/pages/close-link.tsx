import type { LinkPurpose } from '@plenary/platform/access';
import type { ReactElement } from 'react';
import { wordsIn } from '../words/words.js';
import type { Frame } from './layout.js';

interface Props {
  readonly frame: Frame;
  readonly purpose: LinkPurpose;
  /** Its slug. */
  readonly event: string;
}

/** Ends a link in this browser alone, for who has opened it where others sit too. */
export function CloseLink({ frame, purpose, event }: Props): ReactElement {
  const say = wordsIn(frame.language);
  return (
    <section>
      <h2>{say('link.leave')}</h2>
      <form method="post" action="/sign-out">
        <input type="hidden" name="link" value={`${purpose}/${event}`} />
        <p className="quiet">{say('link.leaveHint')}</p>
        <button type="submit" className="second">
          {say('link.leaveButton')}
        </button>
      </form>
    </section>
  );
}
