import { aProgram } from '@plenary/testing';

const { sessions = [], ...rest } = aProgram();

/** A program in which nobody has answered yet. */
export const invitedProgram = {
  ...rest,
  sessions: sessions.map(({ appearances = [], ...session }) => ({
    ...session,
    appearances: appearances.map((appearance) => ({ ...appearance, state: 'INVITED' as const })),
  })),
};
