import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createSignInLinkFor, grantRole } from '@plenary/identity';
import { aReleasedEvent, startApiProcess, type TestBench } from '@plenary/testing';
import { z } from 'zod';
import { startOwnProcess } from './own-process.js';

interface Hall {
  readonly guests: number;
  /** Guests that come at once. */
  readonly atOnce: number;
  /** On which the flooder sends each kind of junk. */
  readonly connections: number;
}

/** What a hall came to. */
interface Outcome {
  /** Guests that signed in, asked and read the program. */
  readonly succeeded: number;
  readonly questions: number;
  /** How often guests were told to wait, by status. */
  readonly refused: Readonly<Record<string, number>>;
  /** How long each guest took for each step, in milliseconds. */
  readonly took: Readonly<Record<'signIn' | 'ask' | 'read', number[]>>;
  /** Answers to the flooder, each with how often. */
  readonly flood: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const question = `mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) { id } }`;
const program = 'query ($slug: String!) { event(slug: $slug) { program { release sessions { id } } } }';
/** A browser that is told so often to come again is given up. */
const attempts = 10;

/** Guests of one address sign in by a link each, ask a question and read the program, beside one who floods. */
export async function fillHall(bench: TestBench, { guests, atOnce, connections }: Hall): Promise<Outcome> {
  const ctx = await aReleasedEvent(bench.operator);
  const { slug, id: eventId } = ctx.event;
  const { id: sessionId } = await ctx.db.session.findFirstOrThrow({
    where: { eventId, takesQuestions: true },
  });
  const secrets: string[] = [];
  for (let guest = 0; guest < guests; guest += 1) {
    const email = `${randomUUID()}@example.org`;
    await grantRole(bench.operator, { email, role: 'MODERATOR', eventId });
    secrets.push(new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1));
  }
  const api = await startApiProcess(bench);
  const refused: Record<string, number> = {};
  const took: Record<'signIn' | 'ask' | 'read', number[]> = { signIn: [], ask: [], read: [] };
  const send = async (
    step: keyof typeof took,
    path: string,
    body: object,
    cookie = '',
  ): Promise<Response> => {
    const started = performance.now();
    const headers = { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) };
    for (let left = attempts; ; left -= 1) {
      const answer = await fetch(api.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      const wait = Number(answer.headers.get('retry-after'));
      // Also where a part of the answer could not be had.
      if (left === 1 || wait === 0) {
        took[step].push(performance.now() - started);
        return answer;
      }
      refused[answer.status] = (refused[answer.status] ?? 0) + 1;
      await pause(wait * 1_000);
    }
  };
  const visit = async (token: string): Promise<boolean> => {
    const signedIn = await send('signIn', '/sign-in', { token });
    const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
    const input = {
      event: slug,
      sessionId,
      clientKey: randomUUID(),
      channel: 'ONLINE',
      text: 'Where are the bridges?',
      language: 'en',
      displayPolicy: 'NAME',
    };
    const asked = await send('ask', '/graphql', { query: question, variables: { input } }, cookie);
    const read = await send('read', '/graphql', { query: program, variables: { slug } }, cookie);
    const [first, second] = [await asked.json(), await read.json()];
    return (
      z.object({ data: z.object({ submitQuestion: z.object({ id: z.string() }) }) }).safeParse(first)
        .success &&
      z
        .object({ data: z.object({ event: z.object({ program: z.object({ release: z.literal(1) }) }) }) })
        .safeParse(second).success
    );
  };

  const flooder = await startOwnProcess(new URL('./flooder.ts', import.meta.url));
  const beyond = once(flooder.process, 'message');
  flooder.process.send({ url: api.url, connections });
  await beyond;
  const started = performance.now();
  let succeeded = 0;
  const waiting = [...secrets];
  const come = async (): Promise<void> => {
    for (let secret = waiting.pop(); secret !== undefined; secret = waiting.pop())
      if (await visit(secret)) succeeded += 1;
  };
  await Promise.all(Array.from({ length: atOnce }, come));
  const seconds = (performance.now() - started) / 1_000;
  const told = once(flooder.process, 'message');
  flooder.process.send('end');
  const flood = z.record(z.string(), z.number()).parse((await told)[0]);
  flooder.process.kill('SIGKILL');
  await flooder.ended;
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  const questions = await ctx.db.question.count({ where: { eventId } });
  return { succeeded, questions, refused, took, flood, seconds };
}
