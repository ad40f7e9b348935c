import { inOrder, type Appearance, type Draft, type Session } from '@plenary/program';
import { z } from 'zod';

/** What a material is. */
export const materialKind = z.enum(['SLIDES', 'PAPER', 'PICTURE']);
export type MaterialKind = z.output<typeof materialKind>;

/** A session in which a person appears, with their own parts in it. */
export interface OwnSession {
  readonly session: Session;
  readonly appearances: readonly Appearance[];
}

/** The sessions of the draft in which a person appears, in the order of time. */
export function ownSessions(draft: Draft, personId: string): OwnSession[] {
  return inOrder(draft.sessions.values()).flatMap((session) => {
    const appearances = session.appearances.filter((appearance) => appearance.personId === personId);
    return appearances.length === 0 ? [] : { session, appearances };
  });
}

export const requests = ['ANSWER', 'CONSENT', 'BIOGRAPHY', 'PHOTOGRAPH', 'PUBLICATION'] as const;

/** What a person is still asked for. */
export type PartRequest = (typeof requests)[number];

/** What of themselves a person has said. */
export interface SelfDescription {
  readonly hasBiography: boolean;
  readonly hasPhotograph: boolean;
  /** Null without an answer. */
  readonly mayPublish: boolean | null;
}

/** What a person is still asked for. Who has declined everything is asked for nothing. */
export function askedOf(sessions: readonly OwnSession[], self: SelfDescription): PartRequest[] {
  const standing = sessions
    .flatMap(({ appearances }) => appearances)
    .filter(({ state }) => state !== 'DECLINED');
  if (standing.length === 0) return [];
  const open: Readonly<Record<PartRequest, boolean>> = {
    ANSWER: standing.some(({ state }) => state === 'INVITED'),
    CONSENT: standing.some(
      ({ mayRecord, mayQuote, mayShow }) => mayRecord === null || mayQuote === null || mayShow === null,
    ),
    BIOGRAPHY: !self.hasBiography,
    PHOTOGRAPH: !self.hasPhotograph,
    PUBLICATION: self.mayPublish === null,
  };
  return requests.filter((request) => open[request]);
}
