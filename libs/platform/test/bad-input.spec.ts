import { Refusal, describeFailure, parse } from '@plenary/platform';
import { z } from 'zod';

function refusalOf(wrong: number): unknown {
  try {
    return parse(
      z.array(z.int('must be a whole number')),
      Array.from({ length: wrong }, () => 'x'),
    );
  } catch (error) {
    return error;
  }
}

test.each([
  [1, 1, undefined, '[0]: must be a whole number'],
  [100, 100, undefined, '[0]: must be a whole number (and 99 more)'],
  [5_000, 100, { more: 4_900 }, '[0]: must be a whole number (and 4999 more)'],
])('of %i fields at fault %i are named', (wrong, named, facts, message) => {
  const refusal = refusalOf(wrong);
  if (!(refusal instanceof Refusal)) throw new Error('It was not refused.');
  expect([refusal.details.fields?.length, refusal.details.facts, refusal.message]).toEqual([
    named,
    facts,
    message,
  ]);
});

test('on a terminal those that are not named are counted in a line of their own', () => {
  const lines = describeFailure(refusalOf(5_000)).split('\n');
  expect([lines.length, lines[99], lines[100]]).toEqual([
    101,
    '[99]: must be a whole number',
    'and 4900 more',
  ]);
});
