import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  aReleasedEvent,
  eventually,
  type TestBench,
  startApiProcess,
  type ApiProcess,
} from '@plenary/testing';
import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { z } from 'zod';
import { Follower } from './live-audience.js';

const answer = z.object({
  data: z.record(z.string(), z.object({ id: z.string(), version: z.number() })).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string(), current: z.object({ version: z.number() }).optional() }),
      }),
    )
    .optional(),
});

/** A session that is run through two API processes, which may die at any time. */
export interface Course {
  readonly bench: TestBench;
  readonly processes: readonly [ApiProcess, ApiProcess];
  readonly sessionId: string;
  readonly followers: readonly Follower[];
  /** Updates that were acknowledged. */
  updates(): number;
  /** Puts a question into the queue, ends the one on stage, and puts the new one there: three updates. */
  step(): Promise<void>;
  /** Waits until everybody has the present state. */
  arrived(): Promise<void>;
  /** Ends a process by this signal, and starts it again. */
  restart(which: 0 | 1, signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one.
 * @param counts followers from the hall, who see the stage, and at the moderator's desk, who see the queue as well
 */
export async function startCourse(
  bench: TestBench,
  { hall, desk }: { readonly hall: number; readonly desk: number },
): Promise<Course> {
  const { operator } = bench;
  const event = await aReleasedEvent(operator);
  const { slug } = event.event;
  const session = await event.db.session.findFirstOrThrow({
    where: { eventId: event.event.id, key: 'panel' },
  });
  const person = await event.db.person.findFirstOrThrow({ where: { eventId: event.event.id, key: 'smith' } });
  const email = 'course@example.org';
  await grantRole(operator, { email, role: 'MODERATOR', eventId: event.event.id });
  const link = new URL(await createSignInLinkFor(operator, email));
  const cookie = `plenary=${await signIn(operator, link.hash.slice(1))}`;
  const processes: [ApiProcess, ApiProcess] = [await startApiProcess(bench), await startApiProcess(bench)];
  const urls = processes.map(({ url }) => url);
  const followers = [
    ...Array.from({ length: hall }, (_, index) => new Follower(urls, session.id, index)),
    ...Array.from({ length: desk }, (_, index) => new Follower(urls, session.id, index, cookie)),
  ];
  let updates = 0;
  let tries = 0;
  let number = 0;
  let onStage: { id: string; version: number } | null = null;

  /** Sends it until somebody takes it. One that was taken before its process died is stale when it comes again. */
  async function send(
    name: string,
    type: string,
    input: Record<string, unknown>,
  ): Promise<{ id: string; version: number }> {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { id version } }`;
    const body = JSON.stringify({ query, variables: { input: { event: slug, ...input } } });
    for (;;) {
      const url = urls[(tries += 1) % urls.length] ?? '';
      const headers = { 'content-type': 'application/json', cookie };
      const text = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).then(
        (response) => response.text(),
        () => null,
      );
      if (text !== null) {
        const { data, errors: [error] = [] } = answer.parse(JSON.parse(text));
        const done = data?.[name];
        const { code, current } = error?.extensions ?? {};
        if (done !== undefined || code === 'STALE_VERSION') {
          updates += 1;
          return done ?? { id: String(input['questionId']), version: current?.version ?? 0 };
        }
        if (code !== 'UNAVAILABLE') throw new Error(`${name}: ${text}`);
      }
      await pause(100);
    }
  }

  const course: Course = {
    bench,
    processes,
    sessionId: session.id,
    followers,
    updates: () => updates,
    async step() {
      number += 1;
      const next = await send('submitQuestion', 'SubmitQuestionInput', {
        sessionId: session.id,
        clientKey: randomUUID(),
        channel: 'ROOM',
        text: `Question ${String(number)} ${'of many words '.repeat(60)}`.trim(),
        language: 'en',
        displayPolicy: 'ANONYMOUS',
      });
      if (onStage !== null) {
        const { id, version } = onStage;
        await send('recordAnswer', 'RecordAnswerInput', { questionId: id, version, personId: person.id });
      }
      onStage = await send('putOnStage', 'QuestionEditInput', { questionId: next.id, version: next.version });
    },
    async arrived() {
      await eventually(() =>
        followers.every(({ last }) => last?.onStage === number && last.queue.length === 0),
      );
    },
    async restart(which, signal) {
      const { child, port } = processes[which];
      child.process.kill(signal);
      await child.ended;
      processes[which] = await startApiProcess(bench, { PORT: String(port) });
    },
    async close() {
      await Promise.all(followers.map((follower) => follower.close()));
      for (const { child } of processes) {
        child.process.kill('SIGKILL');
        await child.ended;
      }
    },
  };
  return course;
}
