import type { Appearance } from '../content.js';
import { isTimed, type Draft, type Session, type TimedSession } from '../draft.js';
import { dayIn, startOfDay } from '../times.js';
import { finding, type ProgramFinding } from './finding.js';
import { inOrderOfStart, isSittingKind, names, spanOf } from './spans.js';

/** What is wrong with one session by itself. */
export function findInSession(draft: Draft, session: Session): ProgramFinding[] {
  if (!isTimed(session)) return [noTime(draft, session)];
  return [
    ...outsideEvent(draft, session),
    ...withoutModerator(draft, session),
    ...itemsTooLong(draft, session),
    ...withoutInterpretation(draft, session),
    ...appearancesIn(draft, session),
    ...chairsAndSpeaks(draft, session),
  ];
}

function noTime(draft: Draft, session: Session): ProgramFinding {
  return finding(
    'no-time',
    { sessions: [session] },
    `${names(draft).session(session)} has no time yet: a release leaves it out.`,
    'Give it a time.',
  );
}

function outsideEvent(draft: Draft, session: TimedSession): ProgramFinding[] {
  const { startsOn, endsOn, timeZone } = draft.frame;
  const opens = startOfDay(startsOn, 0, timeZone);
  const closes = startOfDay(endsOn, 1, timeZone);
  if (opens <= session.startsAt.getTime() && session.endsAt.getTime() <= closes) return [];
  return [
    finding(
      'outside-event',
      { sessions: [session] },
      `${names(draft).session(session)}, on ${dayIn(session.startsAt, timeZone)}, is not within ${startsOn} to ${endsOn} (${timeZone}).`,
      "Move it, or change the event's days.",
    ),
  ];
}

function withoutModerator(draft: Draft, session: TimedSession): ProgramFinding[] {
  const isLed = session.appearances.some(
    ({ role, state }) => (role === 'MODERATOR' || role === 'CHAIR') && state !== 'DECLINED',
  );
  if (session.kind !== 'PANEL' || isLed) return [];
  return [
    finding(
      'panel-without-moderator',
      { sessions: [session] },
      `${names(draft).session(session)} is a panel without a moderator.`,
      'Name a moderator or a chair.',
    ),
  ];
}

function itemsTooLong(draft: Draft, session: TimedSession): ProgramFinding[] {
  const planned = session.items.reduce((sum, { minutes }) => sum + minutes, 0);
  const minutes = (session.endsAt.getTime() - session.startsAt.getTime()) / 60_000;
  if (planned <= minutes) return [];
  return [
    finding(
      'items-too-long',
      { sessions: [session] },
      `The items of ${names(draft).session(session)} take ${String(planned)} min, and it has ${String(minutes)} min.`,
      'Shorten an item, or give the session more time.',
    ),
  ];
}

function withoutInterpretation(draft: Draft, session: TimedSession): ProgramFinding[] {
  if (!isSittingKind(session.kind)) return [];
  const { languages } = draft.frame;
  return session.languages.flatMap((language) =>
    languages
      .filter((into) => into !== language && !session.interpretation.includes(into))
      .map((into) =>
        finding(
          'no-interpretation',
          { sessions: [session], about: `${language}-${into}` },
          `In ${names(draft).session(session)} ${language} is spoken, and not interpreted into ${into}.`,
          `Have it interpreted into ${into}, or note that it is not.`,
        ),
      ),
  );
}

function appearancesIn(draft: Draft, session: TimedSession): ProgramFinding[] {
  if (session.appearances.every(({ state }) => state === 'CONFIRMED')) return [];
  const say = names(draft);
  const states = new Map<string, Appearance['state']>();
  for (const { personId, state } of session.appearances) {
    const worst = states.get(personId);
    if (worst !== 'DECLINED') states.set(personId, state === 'CONFIRMED' ? (worst ?? state) : state);
  }
  return [...states].flatMap(([personId, state]) => {
    const person = draft.people.get(personId);
    if (person === undefined || state === 'CONFIRMED') return [];
    const whom = { people: [person], sessions: [session] };
    return state === 'DECLINED'
      ? finding(
          'declined-speaker',
          whom,
          `${say.person(person)} has declined, but still stands in ${say.session(session)}.`,
          'Take them out of the session, or invite somebody else.',
        )
      : finding(
          'unconfirmed-speaker',
          whom,
          `${say.person(person)} has not yet confirmed their part in ${say.session(session)}.`,
          'Ask them, or confirm it for them.',
        );
  });
}

const leading = new Set<Appearance['role']>(['CHAIR', 'MODERATOR']);
const speaking = new Set<Appearance['role']>(['KEYNOTE', 'SPEAKER', 'PANELIST', 'DISCUSSANT']);

function chairsAndSpeaks(draft: Draft, session: TimedSession): ProgramFinding[] {
  if (!session.appearances.some(({ role }) => leading.has(role))) return [];
  const say = names(draft);
  const roles = new Map<string, Set<Appearance['role']>>();
  for (const { personId, role, state } of session.appearances) {
    if (state !== 'DECLINED') roles.set(personId, (roles.get(personId) ?? new Set()).add(role));
  }
  return [...roles].flatMap(([personId, own]) => {
    const person = draft.people.get(personId);
    const both = [...own].some((role) => leading.has(role)) && [...own].some((role) => speaking.has(role));
    if (person === undefined || !both) return [];
    return finding(
      'chairs-and-speaks',
      { people: [person], sessions: [session] },
      `${say.person(person)} both chairs and speaks in ${say.session(session)}.`,
      'Let somebody else do one of the two.',
    );
  });
}

/**
 * Plenaries beside other sessions.
 * @param sessions all that touch one day by UTC: a pair is found on the day on which its later session starts
 */
export function findPlenaryParallels(
  draft: Draft,
  day: number,
  sessions: readonly TimedSession[],
): ProgramFinding[] {
  const open = sessions.filter(({ kind, visibility }) => kind !== 'BREAK' && visibility === 'PUBLIC');
  const plenaries = inOrderOfStart(open.filter(({ plenary }) => plenary).map(spanOf));
  if (plenaries.length === 0) return [];
  const say = names(draft);
  const others = open.map(spanOf);
  return plenaries.flatMap((a) =>
    others
      .filter((b) => {
        if (a.session.id === b.session.id || a.to <= b.from || b.to <= a.from) return false;
        // Of two plenaries each meets the other: the pair is found once.
        if (b.session.plenary && b.session.id < a.session.id) return false;
        return utcDay(Math.max(a.from, b.from)) === day;
      })
      .map((b) => {
        const [first, second] = a.from <= b.from ? [a, b] : [b, a];
        return finding(
          'plenary-parallel',
          { sessions: [first.session, second.session] },
          `${say.session(first.session)} and ${say.session(second.session)} run at once at ${say.time(second.from)}, but everybody is expected in a plenary.`,
          'Move one of them, or let the plenary be an ordinary session.',
        );
      }),
  );
}

/** The day of an instant by UTC, counted from 1970: sessions that meet share one. */
export function utcDay(at: number): number {
  return Math.floor(at / 86_400_000);
}
