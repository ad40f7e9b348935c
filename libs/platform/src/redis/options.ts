/** How soon a Redis that is away is asked again: soon at first, then every two seconds. */
const retryStrategy = (tries: number): number => Math.min(tries * 100, 2_000);

const common = { retryStrategy, connectTimeout: 5_000, keepAlive: 10_000 };

/**
 * For who must not wait: a command fails at the next connection that can't be had, at the latest after 5 s. A connection
 * that was asked something and says nothing is given up, for a proxy may have dropped it without a word.
 */
export const impatient = { ...common, maxRetriesPerRequest: 0, commandTimeout: 5_000, socketTimeout: 5_000 };

/** For who has nothing else to do: a command waits for as long as Redis is away, and Redis for 10 s until there is a job. */
export const patient = { ...common, maxRetriesPerRequest: null, socketTimeout: 12_000 };

/** For who listens: its heartbeats are answered at once. */
export const listening = { ...patient, socketTimeout: 5_000, autoResubscribe: false };
