import type { Services } from '@plenary/platform';

/** Numbers what a test makes, from 1 in each installation. */
export function numbers(): (services: Services) => number {
  const last = new WeakMap<Services, number>();
  return (services) => {
    const number = (last.get(services) ?? 0) + 1;
    last.set(services, number);
    return number;
  };
}
