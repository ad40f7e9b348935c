import { spacedCode, ticketPicture } from '@plenary/registration';
import type { ReactElement } from 'react';
import { at } from '../layout.js';
import type { EventWords } from '../register/register-view.js';
import { isLive, type MeView } from './me-view.js';
import { QrCode } from './qr-code.js';

interface Props {
  readonly words: EventWords;
  readonly view: MeView;
  /** What its forms are sent to. */
  readonly action: string;
}

/** Where the registration stands, and what its owner is to do about it. */
export function Standing({ words, view, action }: Props): ReactElement {
  const { say } = words;
  const { registration, position } = view.own;
  const { state, cause, reason, offeredUntil } = registration;
  return (
    <section aria-labelledby="standing" className="standing">
      <h2 id="standing">{say('me.state', { state })}</h2>
      {state === 'OFFERED' && offeredUntil !== null ? (
        <p>{say('me.offered', { until: words.at(offeredUntil) })}</p>
      ) : (
        <p>{say('me.means', { state: state === 'CANCELLED' ? `CANCELLED_${cause ?? ''}` : state })}</p>
      )}
      {position === null ? null : <p>{say('me.position', { position })}</p>}
      {reason === null || isLive(view) ? null : <p className="lines">{say('me.reason', { reason })}</p>}
      {state === 'OFFERED' ? <Offer words={words} view={view} action={action} /> : null}
      {isLive(view) && state !== 'OFFERED' ? <Proof words={words} view={view} action={action} /> : null}
      {isLive(view) ? null : (
        <p>
          <a href={at(words.frame, `/events/${view.event.slug}/register`)}>{say('me.again')}</a>
        </p>
      )}
    </section>
  );
}

function Offer({ words, view, action }: Props): ReactElement {
  const { say } = words;
  return (
    <form method="post" action={action} className="links">
      <input type="hidden" name="form" value="accept" />
      <input type="hidden" name="version" value={view.own.registration.version} />
      <button type="submit">{say('me.accept')}</button>
      <a className="button second" href={cancelPath(words, view)}>
        {say('me.giveUp')}
      </a>
    </form>
  );
}

/** Asks for the click by which one shows that one gets the mail. */
function Proof({ words, view, action }: Props): ReactElement | null {
  const { say } = words;
  const { state, provenAt, address } = view.own.registration;
  if (provenAt !== null || address === null) return null;
  return (
    <form method="post" action={action}>
      <input type="hidden" name="form" value="confirm" />
      <p>{say('me.unproven', { address, state })}</p>
      <button type="submit">{say('me.confirm')}</button>
    </form>
  );
}

/** Where it is asked once more. */
export function cancelPath({ frame }: EventWords, { event }: MeView): string {
  return at(frame, `/events/${event.slug}/me?ask=cancel#cancel`);
}

interface TicketProps {
  readonly words: EventWords;
  readonly code: string;
  readonly calendar: string | null;
}

/** The code that opens the door, for scanners and for people, with what can be kept of it. */
export function Ticket({ words, code, calendar }: TicketProps): ReactElement {
  const { say, event } = words;
  const { content, contentType, filename } = ticketPicture(code);
  return (
    <section aria-labelledby="ticket" className="ticket">
      <h2 id="ticket">{say('me.ticket')}</h2>
      <p>{say('me.ticketHint')}</p>
      <QrCode text={code} alternative={say('me.qr')} />
      <p className="code">{spacedCode(code)}</p>
      <p className="links">
        <a href={fileAddress(contentType, content)} download={`${event.slug}-${filename}`}>
          {say('me.saveTicket')}
        </a>{' '}
        {calendar === null ? null : (
          <a href={fileAddress('text/calendar', calendar)} download={`${event.slug}.ics`}>
            {say('me.saveCalendar')}
          </a>
        )}
      </p>
    </section>
  );
}

/** A file within the page: what opens a door gets no address of its own. */
function fileAddress(contentType: string, content: string | Uint8Array): string {
  return `data:${contentType};base64,${Buffer.from(content).toString('base64')}`;
}
