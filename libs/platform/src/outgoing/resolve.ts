import { Resolver } from 'node:dns/promises';

/** The IP addresses of a name. */
export type Resolve = (name: string) => Promise<string[]>;

const patience = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers themselves: the machine's own list of hosts is not for strangers, and its blocking look-up
 * would let a name server that is silent hold up everything else.
 */
export const resolve: Resolve = async (name) => {
  const resolver = new Resolver(patience);
  const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};
