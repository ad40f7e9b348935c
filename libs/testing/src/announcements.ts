import type { Services } from '@plenary/platform';

/** The topics that are announced from now on, before they are sent: what was sent may arrive late, and in another order. */
export function announcementsOf({ live }: Services): string[] {
  const announced: string[] = [];
  const announce = live.announce.bind(live);
  live.announce = (topics) => {
    const told = [...topics];
    announced.push(...told);
    announce(told);
  };
  return announced;
}
