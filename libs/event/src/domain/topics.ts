/** The topic of what the public sees of an event's program: its releases, and what people say of themselves. */
export function releaseTopic(eventId: string): string {
  return `release:${eventId}`;
}
