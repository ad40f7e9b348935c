import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { headersOf } from '@plenary/testing/api';
import { z } from 'zod';

/** What people met who pressed. */
export interface Met {
  /** Answers by what they were: `ok`, a code, or `status 500`. */
  readonly answers: Record<string, number>;
  /** How often one was told to come again in a while, and how often a connection was lost. */
  busy: number;
  lost: number;
}

/** Where people press, and what they meet there. */
export interface Door {
  readonly url: string;
  readonly event: string;
  readonly met: Met;
}

/** After a connection was lost, for somebody who reloads: each time as long again, up to the last. */
const reloadMs = [1_000, 2_000, 4_000, 8_000];

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

interface Asked {
  /** Where it comes from, as the proxy says. */
  readonly from: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The cookie of a link. */
  readonly link?: string;
}

/** One request. @returns its answer; the seconds to wait before it is sent again; null where the connection was lost */
async function post(url: string, asked: Asked): Promise<z.output<typeof answer> | number | string | null> {
  try {
    const { from, query, variables, link } = asked;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...headersOf(link) },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    if (response.status === 503) return Number(response.headers.get('retry-after'));
    return response.status < 500 ? answer.parse(JSON.parse(text)) : `status ${String(response.status)}`;
  } catch {
    return null;
  }
}

/** Sends a request again, as it was, until it is answered. */
async function ask(door: Door, asked: Asked): Promise<{ code: string; data: Record<string, unknown> }> {
  const { met, url } = door;
  for (let lost = 0; ;) {
    const came = await post(url, asked);
    if (typeof came === 'number') {
      met.busy += 1;
      await pause(came * 1_000);
    } else if (came === null) {
      met.lost += 1;
      await pause(reloadMs[Math.min(lost, reloadMs.length - 1)]);
      lost += 1;
    } else {
      const code = typeof came === 'string' ? came : (came.errors?.[0]?.extensions.code ?? 'ok');
      met.answers[code] = (met.answers[code] ?? 0) + 1;
      return { code, data: typeof came === 'string' ? {} : (came.data ?? {}) };
    }
  }
}

/** Somebody who wants to come. */
export interface Visitor {
  readonly email: string;
  readonly from: string;
}

/** Registers, by a key that is the same however often it is sent. */
export async function registers(door: Door, { email, from }: Visitor, categoryId: string): Promise<void> {
  const input = {
    event: door.event,
    clientKey: randomUUID(),
    categoryId,
    mode: 'ON_SITE',
    familyName: [{ language: 'en', text: 'Okoro' }],
    nameOrder: 'GIVEN_FIRST',
    email,
    language: 'en',
  };
  await ask(door, {
    from,
    query: 'mutation ($input: RegisterInput!) { register(input: $input) }',
    variables: { input },
  });
}

const own = z.object({ registration: z.object({ version: z.number() }) });

/** Does something by their own link, as they see their registration just then. */
export async function acts(
  door: Door,
  { from }: Visitor,
  link: string,
  what: 'cancelRegistration' | 'changeMode',
): Promise<void> {
  const { event } = door;
  const seen = await ask(door, {
    ...{ from, link },
    query: 'query ($event: String!) { registration(event: $event) { version } }',
    variables: { event },
  });
  const { version } = own.parse(seen.data).registration;
  const type = what === 'changeMode' ? 'ChangeModeInput' : 'OwnRegistrationInput';
  await ask(door, {
    ...{ from, link },
    query: `mutation ($input: ${type}!) { ${what}(input: $input) { state } }`,
    variables: { input: { event, version, ...(what === 'changeMode' ? { mode: 'ONLINE' } : {}) } },
  });
}
