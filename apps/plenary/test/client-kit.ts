import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a request came to: a success, a refusal for now, or else what it was. */
export type Outcome = 'ok' | 'unavailable' | (string & {});

export interface Answered {
  readonly outcome: Outcome;
  readonly data: Record<string, unknown> | null;
}

/** A GraphQL request over HTTP. What is no answer at all is `broken`. */
export async function graphql(
  url: string,
  query: string,
  variables: Record<string, unknown>,
  cookie?: string,
): Promise<Answered> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    const answer: { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] } =
      await response.json();
    const { data = null, errors = [] } = answer;
    if (errors.length === 0) return { outcome: 'ok', data };
    const codes = new Set(errors.map(({ extensions }) => extensions.code));
    return { outcome: [...codes].join() === 'UNAVAILABLE' ? 'unavailable' : [...codes].join(), data };
  } catch (error) {
    return { outcome: broken(error), data: null };
  }
}

/** A page, feed or file. */
export async function get(url: string): Promise<Outcome> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.ok) return 'ok';
    return response.status === 503 && response.headers.has('retry-after')
      ? 'unavailable'
      : `status ${String(response.status)}`;
  } catch (error) {
    return broken(error);
  }
}

function broken(error: unknown): Outcome {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return `broken: ${cause}`;
}

/** Asks for a sign-in link as a browser does. @returns the status, or null where the connection broke */
export async function askForLink(
  url: string,
  email: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const body = new URLSearchParams({ email });
  return fetch(`${url}/sign-in/request`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => null,
  );
}

/** Puts a question from the room. @returns its id with the outcome */
export async function submitQuestion(
  url: string,
  { event }: EventCtx,
  sessionId: string,
  cookie: string,
  text = 'Why bridges?',
): Promise<{ outcome: Outcome; id: string | null }> {
  const input = {
    event: event.slug,
    sessionId,
    clientKey: randomUUID(),
    channel: 'ROOM',
    text,
    language: 'en',
    displayPolicy: 'ANONYMOUS',
  };
  const { outcome, data } = await graphql(
    url,
    'mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) { id } }',
    { input },
    cookie,
  );
  const answer = data?.['submitQuestion'];
  const id =
    typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
      ? answer.id
      : null;
  return { outcome, id };
}

/** Follows the releases of an event: their numbers as they come. */
export interface Follower {
  readonly seen: number[];
  /** Why it ended, if it did. */
  ended(): string | null;
  close(): Promise<void>;
}

export function followReleases(url: string, slug: string, cookie?: string): Follower {
  const client: Client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: cookie === undefined ? {} : { cookie } });
      }
    },
    retryAttempts: 100,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
  const seen: number[] = [];
  let ended: string | null = null;
  client.subscribe<{ programReleased: { release: number } | null }>(
    {
      query: 'subscription ($slug: String!) { programReleased(event: $slug) { release } }',
      variables: { slug },
    },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined) ended = errors.map(({ message }) => message).join();
        if (data?.programReleased != null) seen.push(data.programReleased.release);
      },
      error: (error) => {
        ended = error instanceof Error ? error.message : JSON.stringify(error);
      },
      complete: () => {
        ended ??= 'complete';
      },
    },
  );
  return {
    seen,
    ended: () => ended,
    async close() {
      await client.dispose();
    },
  };
}
