import { eventAsFile, peopleAsFile } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { programAsFile } from '@plenary/program';
import type { EventFile } from './event-file.js';

/**
 * The event as a file: its facts, people and program, as `import-event` takes them. Questions are not in it: their
 * askers may have asked not to be named.
 */
export async function exportEvent(ctx: EventCtx): Promise<EventFile> {
  return {
    format: 'plenary-event/1',
    event: await eventAsFile(ctx),
    people: await peopleAsFile(ctx),
    ...(await programAsFile(ctx)),
  };
}
