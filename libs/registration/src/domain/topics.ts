/** The topic of an event that gets a category. */
export function categoriesTopic(eventId: string): string {
  return `categories:${eventId}`;
}
