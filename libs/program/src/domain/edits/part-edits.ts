import { id, notFound, parse, staleVersion, version } from '@plenary/platform';
import { z } from 'zod';
import { noChanges, type Changes } from '../changes.js';
import type { Appearance } from '../content.js';
import type { Draft, Session } from '../draft.js';
import { windows } from '../fields.js';
import { changedSession, sessionChanges } from './edit.js';
import { planAvailability } from './place-edits.js';

const seen = {
  appearanceId: id.meta({ description: "One's own part in a session." }),
  version: version.meta({
    description: 'Of the session, as one has seen it: its time may have changed since.',
  }),
};
const agreed = z.boolean().nullish();

const answerInput = z.strictObject(seen).meta({ description: 'An invitation to answer.' });

const consentInput = z
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

const ownAvailabilityInput = z
  .strictObject({
    version: version.meta({ description: 'Of the availability, as one has seen it: 0 where there is none.' }),
    windows,
  })
  .meta({ description: 'When one can be used in the event.' });

/** An edit of what the draft says of a person, by themselves. */
interface PartEdit {
  readonly input: z.ZodObject;
  /** @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is their own; STALE_VERSION with what they see of the row */
  plan(draft: Draft, personId: string, values: unknown): Changes;
}

/** Every such edit, by the name of its operation. */
export const partEdits = {
  confirmAppearance: {
    input: answerInput,
    plan: (draft, personId, values) => planAnswer(draft, personId, 'CONFIRMED', values),
  },
  declineAppearance: {
    input: answerInput,
    plan: (draft, personId, values) => planAnswer(draft, personId, 'DECLINED', values),
  },
  setConsent: { input: consentInput, plan: planConsent },
  setOwnAvailability: {
    input: ownAvailabilityInput,
    plan: (draft, personId, values) => planAvailability(draft, personId, parse(ownAvailabilityInput, values)),
  },
} as const satisfies Readonly<Record<string, PartEdit>>;

export type PartEditName = keyof typeof partEdits;

/** The answer of a person to an invitation. They may change their mind; a repeat changes nothing. */
function planAnswer(
  draft: Draft,
  personId: string,
  state: 'CONFIRMED' | 'DECLINED',
  values: unknown,
): Changes {
  const input = parse(answerInput, values);
  return changeOwn(draft, personId, input, () => ({ state }));
}

/** What a person agrees to in one of their parts. What is left out stays; null takes an answer back. */
function planConsent(draft: Draft, personId: string, values: unknown): Changes {
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
