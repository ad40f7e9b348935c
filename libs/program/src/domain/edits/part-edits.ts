import { id, notFound, parse, staleVersion, version } from '@plenary/platform';
import { z } from 'zod';
import { noChanges, type Changes } from '../changes.js';
import type { Appearance } from '../content.js';
import type { Draft, Session } from '../draft.js';
import { windows } from '../fields.js';
import { changedSession, sessionChanges } from './edit.js';

const seen = {
  appearanceId: id.meta({ description: "One's own part in a session." }),
  version: version.meta({
    description: 'Of the session, as one has seen it: its time may have changed since.',
  }),
};
const agreed = z.boolean().nullish();

export const answerInput = z.strictObject(seen).meta({ description: 'An invitation to answer.' });

export const consentInput = z
  .strictObject({
    ...seen,
    mayRecord: agreed.meta({ description: 'To be recorded.' }),
    mayQuote: agreed.meta({ description: 'To have the words in the minutes.' }),
    mayShow: agreed.meta({ description: 'To have the slides published.' }),
  })
  .meta({
    description:
      'What one agrees to in a part of one’s own. What is left out stays; null takes an answer back.',
  });

export const ownAvailabilityInput = z
  .strictObject({
    version: version.meta({ description: 'Of the availability, as one has seen it: 0 where there is none.' }),
    windows,
  })
  .meta({ description: 'When one can be used in the event.' });

/**
 * The answer of a person to an invitation. They may change their mind; a repeat changes nothing.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is their own; STALE_VERSION with what they see of the session
 */
export function planAnswer(
  draft: Draft,
  personId: string,
  state: 'CONFIRMED' | 'DECLINED',
  values: unknown,
): Changes {
  const input = parse(answerInput, values);
  return changeOwn(draft, personId, input, () => ({ state }));
}

/**
 * What a person agrees to in one of their parts. What is left out stays; null takes an answer back.
 * @throws {Refusal} as `planAnswer`
 */
export function planConsent(draft: Draft, personId: string, values: unknown): Changes {
  const { mayRecord, mayQuote, mayShow, ...input } = parse(consentInput, values);
  return changeOwn(draft, personId, input, (was) => ({
    mayRecord: mayRecord === undefined ? was.mayRecord : mayRecord,
    mayQuote: mayQuote === undefined ? was.mayQuote : mayQuote,
    mayShow: mayShow === undefined ? was.mayShow : mayShow,
  }));
}

function changeOwn(
  draft: Draft,
  personId: string,
  input: z.output<typeof answerInput>,
  change: (was: Appearance) => Partial<Appearance>,
): Changes {
  const { session, appearance } = ownAppearance(draft, personId, input.appearanceId);
  if (session.version !== input.version) {
    const { version: stands, startsAt, endsAt } = session;
    throw staleVersion('Your session', input.version, { version: stands, startsAt, endsAt, appearance });
  }
  const after = { ...appearance, ...change(appearance) };
  const isSame = (Object.keys(after) as (keyof Appearance)[]).every(
    (name) => after[name] === appearance[name],
  );
  if (isSame) return noChanges;
  const appearances = session.appearances.map((one) => (one.id === appearance.id ? after : one));
  return sessionChanges([changedSession(session, { appearances })]);
}

function ownAppearance(
  draft: Draft,
  personId: string,
  appearanceId: string,
): { session: Session; appearance: Appearance } {
  for (const session of draft.sessions.values()) {
    const appearance = session.appearances.find(
      (one) => one.id === appearanceId && one.personId === personId,
    );
    if (appearance !== undefined) return { session, appearance };
  }
  throw notFound('Appearance');
}
