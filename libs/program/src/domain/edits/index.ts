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
