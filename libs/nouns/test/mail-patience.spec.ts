import { handlers } from '@plenary/nouns/jobs';

test('a mail that no server takes is tried for nearly 16 hours at least before it is given up', () => {
  const hours = handlers
    .map(({ type }) => type)
    .filter(({ lane }) => lane === 'mail')
    .map(({ name, attempts, longestWait }) => {
      const waits = Array.from({ length: attempts - 1 }, (_, before) => Math.min(2 ** before, longestWait));
      return [name, Math.floor(waits.reduce((sum, wait) => sum + wait, 0) / 3_600)];
    });
  expect(Object.fromEntries(hours)).toEqual({
    'mail-notice': 15,
    'mail-registration': 15,
    'mail-sign-in-link': 15,
    'mail-test': 15,
  });
});
