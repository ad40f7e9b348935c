import { eventNoun } from '@plenary/event/noun';
import { identityNoun } from '@plenary/identity/noun';
import { minutesNoun } from '@plenary/minutes/noun';
import type { Noun } from '@plenary/platform/noun';
import { platformHandlers, platformSchedules } from '@plenary/platform/retention';
import { programNoun } from '@plenary/program/noun';
import { questionsNoun } from '@plenary/questions/noun';
import { registrationNoun } from '@plenary/registration/noun';
import { webhooksNoun } from '@plenary/webhooks/noun';

/** In the order in which they were built on each other. */
const nouns: readonly Noun[] = [
  { handlers: platformHandlers, schedules: platformSchedules },
  identityNoun,
  eventNoun,
  webhooksNoun,
  programNoun,
  registrationNoun,
  questionsNoun,
  minutesNoun,
];

/** Of every kind of work there is: whoever takes work from the queue takes whatever comes. */
export const handlers = nouns.flatMap((noun) => noun.handlers ?? []);

/** Of all work that is asked for again and again. */
export const schedules = nouns.flatMap((noun) => noun.schedules ?? []);

/** How each thing moves, by its name. */
export const lifecycles = nouns.flatMap((noun) => Object.entries(noun.lifecycles ?? {}));
