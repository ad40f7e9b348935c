/** The topic of changes to the minutes of an event. */
export function minutesTopic(eventId: string): string {
  return `minutes:${eventId}`;
}

/** The topic of the progress of a publication. */
export function publicationTopic(editionId: string): string {
  return `publication:${editionId}`;
}
