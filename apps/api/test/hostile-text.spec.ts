import { aReleasedEvent } from '@plenary/testing';
import {
  aDraft,
  callersIn,
  operationsOf,
  startTestApi,
  type Answer,
  type Operation,
  type TestApi,
} from '@plenary/testing/api';
import { deeds } from '@plenary/testing/nouns';
import pg from 'pg';
import { z } from 'zod';
import { hostileTexts, outcome, parcelsFor } from './hostile-texts.js';
import {
  call,
  merged,
  openTrials,
  placesOf,
  refusedPath,
  sendTexts,
  textAt,
  textFieldAt,
  withText,
  type Trial,
} from './hostile-trials.js';
import { argumentsWith } from './text-inputs.js';

/**
 * Hostile text goes into every field that takes text (design: safety.md 5). The fields are read from the schema: one
 * that has neither a row in its noun's `mutations` nor a form of its own fails here.
 */

let api: TestApi;
let trials: Trial[][];
const counts = { refused: 0, stored: 0, forms: 0 };

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  trials = await openTrials(api);
});
afterAll(async () => {
  const fields = trials.flat().flatMap(({ places }) => places).length;
  console.log(
    `hostile text: ${String(fields)} fields × ${String(hostileTexts.length)} texts: ${String(counts.refused)} refused, ${String(counts.stored)} stored; ` +
      `${String(counts.forms)} texts refused where a name or a form is asked for`,
  );
  await api.close();
});

/** Strings that are no free text: names of rows, codes, days and addresses. Each refuses what has not its form. */
const ownForms = new Set([
  ...['event', 'from', 'slug', 'key', 'session', 'label', 'token'],
  ...['language', 'languages', 'interpretation', 'channel', 'country', 'code', 'timeZone'],
  ...['startsOn', 'endsOn', 'days', 'email', 'url', 'field', 'isOneOf'],
]);

test('every String of every mutation is known as free text or as a form of its own', () => {
  const places = operationsOf(api, 'Mutation').flatMap(placesOf);
  const unknown = places.filter((place) => {
    const name = /(\w+)(?:\[\])?$/.exec(place.path)?.[1] ?? '';
    return place.type !== 'ID' && textFieldAt(place) === undefined && !ownForms.has(name);
  });
  expect(unknown.map(({ field, path }) => `${field.name} ${path}`)).toEqual([]);
  const known = new Set(places.map(({ operation, row }) => `${operation} ${row}`));
  const rows = [...deeds].flatMap(([operation, { texts = {} }]) =>
    Object.keys(texts).map((row) => `${operation} ${row}`),
  );
  expect(rows.filter((row) => !known.has(row))).toEqual([]);
});

/** All that the database holds, table by table. */
async function fingerprint(): Promise<unknown[]> {
  const client = new pg.Client(api.database.url);
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const prints: unknown[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query(
      `select '${name}' as name, count(*), md5(string_agg(t::text, '' order by t::text)) from ${name} t`,
    );
    prints.push(...rows);
  }
  await client.end();
  return prints;
}

/** In all events at once; in each one trial after the other. */
async function inEachTrial(attempt: (trial: Trial) => Promise<void>): Promise<void> {
  await Promise.all(
    trials.map(async (list) => {
      for (const trial of list) await attempt(trial);
    }),
  );
}

const fieldsAtFault = z.object({ fields: z.array(z.object({ path: z.string() })) });

test('what a field refuses is refused at its place, and nothing of it is stored', async () => {
  const wrong: string[] = [];
  const before = await fingerprint();
  await inEachTrial(async (trial) => {
    // Nothing changes, so that it serves for every text.
    const needed = await trial.operation.input(trial.scene);
    for (const hostile of hostileTexts) {
      const places = trial.places.filter(({ takes }) => outcome(hostile, takes) === null);
      if (places.length === 0) continue;
      const texts = new Map(places.map(({ path, takes }) => [path, hostile.text(takes)]));
      const { codes, extensions } = await sendTexts(trial, texts, needed);
      const told = fieldsAtFault.safeParse(extensions).data?.fields.map(({ path }) => path) ?? [];
      const meant = places.map(refusedPath);
      counts.refused += places.length;
      if (codes.join() !== 'BAD_INPUT' || told.toSorted().join() !== meant.toSorted().join())
        wrong.push(JSON.stringify([trial.field.name, trial.edit, hostile.what, codes, { told, meant }]));
    }
  });
  expect(wrong).toEqual([]);
  expect(await fingerprint()).toEqual(before);
});

const preview = z.object({ previewEdit: z.object({ changes: z.array(z.object({ after: z.string() })) }) });

/** What a trial's texts stand in after it; a preview tells it, and stores nothing. */
async function resultOf(
  { isPreview, operation, scene }: Trial,
  { data }: Pick<Answer, 'data'>,
): Promise<unknown> {
  if (!isPreview) return operation.stored(scene);
  return JSON.parse(preview.parse(data).previewEdit.changes[0]?.after ?? 'null');
}

test('what a field takes is stored as it is, but in NFC and without marks that turn its neighbours', async () => {
  const wrong: string[] = [];
  await inEachTrial(async (trial) => {
    const rows = trial.places.map(({ path, row, takes }) => ({ path, row, parcels: parcelsFor(takes) }));
    const rounds = Math.max(...rows.map(({ parcels }) => parcels.length));
    for (let round = 0; round < rounds; round += 1) {
      // Who has had theirs gets them again.
      const sent = rows.flatMap(({ path, row, parcels }) => {
        const parcel = parcels[round % parcels.length];
        return parcel === undefined ? [] : [{ path, row, parcel, isNew: round < parcels.length }];
      });
      const texts = new Map(sent.map(({ path, parcel }) => [path, parcel.sent]));
      const answer = await sendTexts(trial, texts, await trial.operation.input(trial.scene));
      const result = answer.codes.length === 0 ? await resultOf(trial, answer) : answer.codes;
      for (const { row, parcel, isNew } of sent) {
        counts.stored += isNew ? parcel.count : 0;
        const [is, meant] = [textAt(result, row), parcel.stored];
        if (is !== meant) wrong.push(JSON.stringify([trial.field.name, trial.edit, row, { is, meant }]));
      }
    }
  });
  expect(wrong).toEqual([]);
});

describe('what names a row, or has a form of its own,', () => {
  const texts = ['abc\u0000\uD800def', '__proto__'];

  test('refuses every other text, without a word of the database', async () => {
    const ctx = await aReleasedEvent(api.operator);
    await aDraft(ctx);
    const callerOf = await callersIn(api, ctx);
    const known = new Map(
      trials.flat().flatMap((trial) => (trial.isPreview ? [] : [[trial.field.name, trial] as const])),
    );
    const needs = new Map<Operation, object>();
    for (const { field, operation, scene } of known.values()) needs.set(field, await operation.input(scene));
    const attempts = (['Query', 'Event', 'Subscription', 'Mutation'] as const).flatMap((root) =>
      operationsOf(api, root)
        .flatMap(placesOf)
        // A preview looks at its own event alone, and is repeated as often as one likes.
        .filter(({ path }) => !/^input\.\w+\.(?:event|clientKey)$/.test(path))
        .filter((place) => textFieldAt(place) === undefined)
        .flatMap((place) => texts.map((text) => ({ root, place, text }))),
    );
    const wrong: string[] = [];
    const before = await fingerprint();
    for (const { root, place, text } of attempts) {
      const { field, path } = place;
      const trial = known.get(field.name);
      const scene = trial?.scene ?? { api, ctx, caller: callerOf(field.name) };
      const plain = (trial?.places ?? []).map((one) => [one.path, 'Plain words'] as const);
      const given = argumentsWith(field, new Map([...plain, [path, text]]), scene.ctx.event.slug);
      const needed = needs.get(field);
      const whole = needed === undefined ? given : merged(given, { input: needed });
      const { codes } = await call(scene, field, withText(whole, path, text));
      // A question may be answered with nothing.
      const isAnswered = codes.length === 1 || (codes.length === 0 && ['Query', 'Event'].includes(root));
      if (!isAnswered || codes.some((code) => !['BAD_INPUT', 'NOT_FOUND'].includes(code)))
        wrong.push(JSON.stringify([field.name, path, text, codes]));
    }
    counts.forms = attempts.length;
    expect(wrong).toEqual([]);
    expect(await fingerprint()).toEqual(before);
  });

  test('an address is stored in the letters that the URL standard leaves', async () => {
    const stored = async (edit: string, input: object): Promise<unknown> => {
      const trial = trials.flat().find(({ field }) => field.name === edit);
      if (trial === undefined) throw new Error(`no ${edit}`);
      const needed = await trial.operation.input(trial.scene);
      const { codes } = await sendTexts(trial, new Map(), { ...needed, ...input });
      return codes.length > 0 ? codes : trial.operation.stored(trial.scene);
    };
    for (const end of ['\u202Efdp', 'a\nATTENDEE:x', 'a\tb', '"><script>', ' b', '\u0000', 'é', 'a\u2028b']) {
      const url = `https://example.org/${end}`;
      const { href } = new URL(url);
      expect(await stored('updateWebhook', { url })).toMatchObject({ url: href });
      const joinLinks = [{ channel: 'floor', url }];
      expect(await stored('updateSession', { joinLinks })).toMatchObject({ joinLinks: { floor: href } });
      expect(href).toMatch(/^https:[!#-;=?-~]+$/);
    }
  });
});
