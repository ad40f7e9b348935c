import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@plenary/testing';

/** Run by runner.spec.ts alone: each but the first is to fail, in its own way. */

interface Typed {
  readonly value: number;
}

test('passes', async () => {
  await eventually(() => true);
});

test('expects something else', () => {
  const typed: Typed = { value: 1 };
  expect(typed.value).toBe(2);
});

test('throws later', async () => {
  await pause(1);
  throw new TypeError('later');
});

test('never ends', () => new Promise(() => undefined), 50);

test('leaves a promise that nobody waits for', async () => {
  void Promise.reject(new Error('nobody waits'));
  await pause(20);
});

describe('whose hook fails', () => {
  beforeAll(() => {
    throw new Error('the hook');
  });
  test('has not run', () => undefined);
});
