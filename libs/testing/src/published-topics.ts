import type { Services } from '@plenary/platform';

/** The topics that are published from now on, before they are sent: what was sent may arrive late, and in another order. */
export function publishedTopicsOf({ live }: Services): string[] {
  const published: string[] = [];
  const publish = live.publish.bind(live);
  live.publish = (topics) => {
    const given = [...topics];
    published.push(...given);
    publish(given);
  };
  return published;
}
