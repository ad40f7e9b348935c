// What files of others do to their readers; each is called apart by `apart.spec.ts`.
import { badInput } from '@plenary/platform';

export const echo = (...values) => values;

export const lengthOf = (bytes, times) => bytes.length * times;

export const whoAmI = () => ({
  pid: process.pid,
  knows: Object.keys(process.env).filter((name) => !name.startsWith('NODE_')),
});

export const refuse = () => {
  throw badInput([{ path: 'rows.2', message: 'is no row' }]);
};

export const fail = () => {
  throw new TypeError('a mistake of ours');
};

export const nest = (depth = 0) => nest(depth + 1) + 1;

export const neverEnd = () => {
  for (;;);
};

export const fillHeap = () => {
  const kept = [];
  for (;;) kept.push({ text: String(kept.length) });
};

/** No limit of the heap counts these. */
export const fillBuffers = () => {
  const kept = [];
  for (;;) kept.push(new Uint8Array(1_000_000).fill(1));
};
