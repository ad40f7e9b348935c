import { clientKey } from '@plenary/platform';
import { z } from 'zod';
import type { Edit } from './edit.js';
import { setProgramLimits } from './limit-edits.js';
import {
  createRoom,
  createTrack,
  removeRoom,
  removeTrack,
  setAvailability,
  setMembers,
  updateRoom,
  updateTrack,
} from './place-edits.js';
import {
  createSession,
  moveSession,
  removeSession,
  setAppearances,
  setCues,
  setItems,
  updateSession,
} from './session-edits.js';

/** Every edit of the draft, by the name of its operation. */
export const edits = {
  createRoom,
  updateRoom,
  removeRoom,
  createTrack,
  updateTrack,
  removeTrack,
  setMembers,
  setAvailability,
  createSession,
  updateSession,
  moveSession,
  removeSession,
  setItems,
  setAppearances,
  setCues,
  setProgramLimits,
} as const satisfies Readonly<Record<string, Edit>>;

export type EditName = keyof typeof edits;

/** What a flaky network may repeat. */
function repeatable<Shape extends z.core.$ZodLooseShape>({ shape, description = '' }: z.ZodObject<Shape>) {
  return z.strictObject({ ...shape, clientKey }).meta({ description });
}

/** The inputs of those that make a row, with the key by which a repeat makes none. */
export const creations = {
  createSession: repeatable(createSession.input),
  createRoom: repeatable(createRoom.input),
  createTrack: repeatable(createTrack.input),
};

const inputs: Readonly<Record<string, z.ZodObject>> = Object.fromEntries(
  Object.entries(edits).map(([name, { input }]) => [name, input]),
);

/** An edit to look at before it is made. */
export const previewInput = z
  .object(
    Object.fromEntries(
      Object.entries({ ...inputs, ...creations }).map(([name, input]) => {
        return [name, input.optional().meta({ description: `As to \`${name}\`.` })];
      }),
    ),
  )
  .meta({
    description:
      'An edit to look at before it is made: one of them is given, as to the operation of its name.',
  });
