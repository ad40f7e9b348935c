/** How soon a Redis that is away is asked again: soon at first, then every two seconds. */
const retryStrategy = (tries: number): number => Math.min(tries * 100, 2_000);

const common = { retryStrategy, connectTimeout: 5_000 };

/** For who must not wait: a command fails at the next connection that can't be had, at the latest after 5 s. */
export const impatient = { ...common, maxRetriesPerRequest: 0, commandTimeout: 5_000 };

/** For who has nothing else to do: a command waits for as long as Redis is away. */
export const patient = { ...common, maxRetriesPerRequest: null };
