import { Agent, request } from 'node:http';
import { enterEvent, type EventCtx } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { register } from '@plenary/registration';
import { aCategory } from '@plenary/testing/api';
import { spreadOf, type Row } from './harness.js';
import { startApi } from './installation.js';
import { aRegistrant } from './registrant.js';
import type { Report } from './report.js';

const samples = 500;
/** Beyond it the two would be told apart (the issue's own limit). */
const mostT = 3;
const loadLanes = 6;

/** Whether the time of an answer tells that an address is registered already: quiet, and while others register. */
export async function neutralRows(
  report: Report,
  databaseUrl: string,
  folder: string,
  ctx: EventCtx,
): Promise<void> {
  const { child, port } = await startApi(databaseUrl, folder);
  const categoryId = await aCategory(ctx, { places: 1_000_000 });
  const busyId = await aCategory(ctx, { places: 1_000_000 });
  const press = (id: string, email?: string): Promise<number> => answerMs(port, ctx, id, email);
  for (let warm = 0; warm < 200; warm += 1) await press(categoryId);
  await report.row('register, quiet', () => neutralRow('quiet', ctx, categoryId, press));
  let over = false;
  const load = Array.from({ length: loadLanes }, async () => {
    while (!over) await press(busyId);
  });
  await report.row('register, at load', () => neutralRow('at load', ctx, categoryId, press));
  over = true;
  await Promise.all(load);
  child.process.kill('SIGTERM');
  await child.ended;
}

async function neutralRow(
  when: string,
  ctx: EventCtx,
  categoryId: string,
  press: (categoryId: string, email?: string) => Promise<number>,
): Promise<Row> {
  const stranger = enterEvent({ ...ctx, actor: anonymous }, ctx.event);
  const used: number[] = [];
  const fresh: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const known = aRegistrant(categoryId);
    await register(stranger, known);
    const turns = [
      async () => used.push(await press(categoryId, known.email)),
      async () => fresh.push(await press(categoryId)),
    ];
    for (const turn of sample % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  const t = welchT(used, fresh);
  const [ours, theirs] = [spreadOf(used), spreadOf(fresh)];
  return {
    name: `register with a used address, ${when}`,
    unit: 'ms',
    against: `a new one, ${String(samples)} each in turns`,
    ...{ ours, theirs, ratio: ours.median / theirs.median },
    target: `|t| < ${String(mostT)}, is ${t.toFixed(2)}`,
    met: Math.abs(t) < mostT,
  };
}

const agent = new Agent({ keepAlive: true });

/** How long an answer takes, to its last byte. */
function answerMs(port: number, { event }: EventCtx, categoryId: string, email?: string): Promise<number> {
  const { familyName: _one, ...values } = aRegistrant(categoryId, email);
  const input = { event: event.slug, ...values, familyName: [{ language: 'en', text: 'Reed' }] };
  const query = 'mutation ($input: RegisterInput!) { register(input: $input) }';
  const body = JSON.stringify({ query, variables: { input } });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, path: '/graphql', method: 'POST', headers }, (response) => {
      const { statusCode } = response;
      response.resume().once('end', () => {
        if (statusCode === 200) resolve(performance.now() - started);
        else reject(new Error(`register: status ${String(statusCode)}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Welch's t: the difference of two means in units of its own error. */
function welchT(some: readonly number[], others: readonly number[]): number {
  const [one, other] = [momentsOf(some), momentsOf(others)];
  return (one.mean - other.mean) / Math.sqrt(one.ofMean + other.ofMean);
}

/** The mean, and the variance of it. */
function momentsOf(values: readonly number[]): { readonly mean: number; readonly ofMean: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, ofMean: squares / (values.length - 1) / values.length };
}
