import { aReleasedEvent, eventually } from '@plenary/testing';
import { aCategory, aRegistration, aRegistrationLink, type TestApi } from '@plenary/testing/api';
import { z } from 'zod';

/** What came of races for offered places. */
export interface Races {
  /** Each number of places that was held at some moment, and at the end of a round. */
  readonly seen: ReadonlySet<number>;
  readonly ends: ReadonlySet<string>;
  /** Refusals by their codes. */
  readonly refused: Readonly<Record<string, number>>;
}

const own = z.object({ registration: z.object({ version: z.number(), state: z.string() }) });

/**
 * Two places, which two have, and for which two wait: in each round both give theirs up at once, both who wait accept,
 * and a newcomer registers.
 */
export async function raceForOffers(api: TestApi, rounds: number): Promise<Races> {
  const ctx = await aReleasedEvent(api.operator);
  const event = ctx.event.slug;
  const refused: Record<string, number> = {};
  const [seen, ends] = [new Set<number>(), new Set<string>()];
  const read = async (link: string) => {
    const query = 'query ($event: String!) { registration(event: $event) { version state } }';
    return own.parse((await api.graphql(query, { event }, link)).data).registration;
  };
  const act = async (link: string, what: string): Promise<void> => {
    const { version } = await read(link);
    const query = `mutation ($input: OwnRegistrationInput!) { ${what}(input: $input) { state } }`;
    const { codes } = await api.graphql(query, { input: { event, version } }, link);
    for (const code of codes) refused[code] = (refused[code] ?? 0) + 1;
  };
  const accept = (link: string): Promise<void> =>
    eventually(async () => {
      await act(link, 'acceptOffer');
      return (await read(link)).state === 'CONFIRMED';
    });
  for (let round = 0; round < rounds; round += 1) {
    const categoryId = await aCategory(ctx, { places: 2 });
    const ids: string[] = [];
    for (let number = 0; number < 4; number += 1) ids.push(await aRegistration(ctx, categoryId));
    const [first = '', second = '', third = '', fourth = ''] = await Promise.all(
      ids.map((id) => aRegistrationLink(ctx, id)),
    );
    const where = { categoryId, mode: 'ON_SITE' } as const;
    let over = false;
    const watching = (async () => {
      while (!over) seen.add((await ctx.db.quota.findFirstOrThrow({ where })).held);
    })();
    const acts = Promise.all([
      ...[first, second].map((link) => act(link, 'cancelRegistration')),
      ...[third, fourth].map(accept),
      aRegistration(ctx, categoryId),
    ]).finally(() => {
      over = true;
    });
    await Promise.all([acts, watching]);
    const rows = await ctx.db.registration.findMany({ where, orderBy: { lineNumber: 'asc' } });
    ends.add(rows.map(({ state }) => state).join(' '));
  }
  return { seen, ends, refused };
}
