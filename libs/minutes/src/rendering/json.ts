import type { MinutesDocument } from '../domain/minutes-document.js';

/** The edition as data. The model's keys stand in one order, so that the same edition is the same bytes. */
export function renderJson(document: MinutesDocument): Buffer {
  return Buffer.from(`${JSON.stringify(document)}\n`);
}
