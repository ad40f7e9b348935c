import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestBench } from '@plenary/testing';
import { findFindings } from '@plenary/program';
import { eventRef } from '@plenary/event';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';
import { conferenceFile } from '../src/demo/conference.js';
import { eventFile } from '../src/import/event-file.js';
import { importEvent } from '../src/import/import-event.js';
import { root } from './kit.js';

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

function validator(name: string) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(asSchema(readJson(`docs/schemas/${name}`)));
}

function asSchema(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
  return schema;
}

test('the published schema takes the example and the demonstration, and refuses what the program refuses', () => {
  const validate = validator('plenary-event-1.json');
  for (const file of [
    readJson('apps/plenary/examples/symposium-2023.json'),
    readJson('apps/plenary/src/demo/ipss-2023.json'),
    conferenceFile(),
  ]) {
    expect([validate(file), validate.errors]).toEqual([true, null]);
    expect(eventFile.safeParse(file).success).toBe(true);
  }
  const broken = [{}, { ...conferenceFile(), extra: 1 }, { ...conferenceFile(), people: [{ key: 'A B' }] }];
  for (const file of broken) {
    expect([validate(file), eventFile.safeParse(file).success]).toEqual([false, false]);
  }
});

test('the example has the facts and no sentence of a question', () => {
  const example = eventFile.parse(readJson('apps/plenary/examples/symposium-2023.json'));
  expect([example.sessions.length, example.people.length, example.questions.length]).toEqual([8, 7, 9]);
  expect(example.questions.every(({ text }) => text === undefined)).toBe(true);
});

test('the conference is always the same: 300 people of 60 countries, five days, and nothing in the way of its release', async () => {
  const file = conferenceFile();
  expect(conferenceFile()).toEqual(file);
  const people = file.people ?? [];
  expect([people.length, new Set(people.map(({ country }) => country)).size]).toEqual([300, 60]);
  expect(new Set(people.map(({ key }) => key)).size).toBe(300);
  const days = (file.sessions ?? []).map(({ startsAt }) => startsAt?.slice(0, 10));
  expect(new Set(days).size).toBe(5);
  const bench = await createTestBench();
  const event = await importEvent(bench.operator, file);
  const findings = await findFindings({ ...bench.operator, event: eventRef(event) });
  expect(findings).toEqual([]);
  await bench.close();
});
