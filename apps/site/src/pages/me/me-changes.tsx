import type { ReactElement } from 'react';
import { AnswerFields, nameOfAnswer } from '../register/answer-fields.js';
import { modeWithPlaces } from '../register/places.js';
import { freePlaces } from '@plenary/registration';
import type { EventWords } from '../register/register-view.js';
import { cancelPath } from './me-standing.js';
import type { MeView } from './me-view.js';

interface Props {
  readonly words: EventWords;
  readonly view: MeView;
  /** What its forms are sent to. */
  readonly action: string;
}

/** The id of the form with the answers. */
export const answersForm = 'answers';

/** The answers, to be changed; those that are hidden now are not kept. */
export function OwnAnswers({ words, view, action }: Props): ReactElement | null {
  const { say, frame } = words;
  const { form, typed, own } = view;
  if (form === null || form.fields.length === 0) return null;
  const { answers, version } = own.registration;
  const isTyped = typed?.form === 'answers';
  const valuesOf = (key: string): readonly string[] =>
    isTyped ? (typed.values[nameOfAnswer(key)] ?? []) : (answers[key] ?? []);
  return (
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">{say('me.answers')}</h2>
      <form id={answersForm} method="post" action={action} className="sheet" noValidate>
        <input type="hidden" name="form" value="answers" />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="page" value={frame.language} />
        <AnswerFields words={words} form={form} valuesOf={valuesOf} typed={isTyped ? typed : null} />
        <p>
          <button type="submit">{say('me.save')}</button>
        </p>
      </form>
    </section>
  );
}

/** Another way to attend, with what is free there. */
export function OwnMode({ words, view, action }: Props): ReactElement | null {
  const { say } = words;
  const { registration, opening } = view.own;
  const { mode, state, version } = registration;
  const { quotas, showsWaiting, approval } = opening.category;
  const others = quotas.filter((quota) => quota.mode !== mode && quota.places !== 0);
  if (others.length === 0 || state === 'OFFERED') return null;
  // What staff have approved, they change.
  const isAsked = approval === 'REVIEW' && state !== 'SUBMITTED';
  return (
    <section aria-labelledby="mode-title">
      <h2 id="mode-title">{say('me.mode')}</h2>
      <p>{say('me.modeNow', { mode: say('mode', { mode }) })}</p>
      {isAsked ? <p>{say('me.modeByStaff')}</p> : null}
      {isAsked
        ? null
        : others.map((quota) => {
            const free = freePlaces(quota);
            const isFull = state === 'CONFIRMED' && free !== null && free <= 0;
            const places = modeWithPlaces(words, quota, showsWaiting);
            if (isFull)
              return (
                <p key={quota.mode}>
                  {places}. {say('me.modeFull')}
                </p>
              );
            return (
              <form key={quota.mode} method="post" action={action}>
                <input type="hidden" name="form" value="mode" />
                <input type="hidden" name="version" value={version} />
                <p>{places}</p>
                {state === 'WAITLISTED' ? <p className="quiet">{say('me.modeWaiting')}</p> : null}
                <button type="submit" name="mode" value={quota.mode} className="second">
                  {say('me.change', { mode: quota.mode })}
                </button>
              </form>
            );
          })}
    </section>
  );
}

/** Ends the registration, once it was asked if that is meant. */
export function Cancelling({ words, view, action }: Props): ReactElement {
  const { say } = words;
  const { state, version } = view.own.registration;
  return (
    <section aria-labelledby="cancel">
      <h2 id="cancel">{say('me.cancel')}</h2>
      {view.isCancelling ? (
        <form method="post" action={action} className="told">
          <input type="hidden" name="form" value="cancel" />
          <input type="hidden" name="version" value={version} />
          <p>{say('me.sure', { state })}</p>
          <p className="links">
            <button type="submit">{say('me.cancelNow')}</button>
            <a className="button second" href={action}>
              {say('me.keep')}
            </a>
          </p>
        </form>
      ) : (
        <>
          <p>{say('me.cancelHint')}</p>
          <p>
            <a className="button second" href={cancelPath(words, view)}>
              {say('me.cancelAsk')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
