import type { Services } from './ctx.js';

/**
 * What this process keeps in memory beside the database: made when it is first asked for, one for each `Services`, and let
 * go with them.
 */
export function inMemory<Held extends object>(
  make: (services: Services) => Held,
): (services: Services) => Held {
  const held = new WeakMap<Services, Held>();
  return (services) => {
    const known = held.get(services) ?? make(services);
    held.set(services, known);
    return known;
  };
}
