/** Draws that are the same for the same seed. */
export interface Random {
  pick<Value>(values: readonly Value[]): Value;
  shuffled<Value>(values: readonly Value[]): Value[];
}

/** Mulberry32: 32 bits of state are plenty for names and seats. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick(values) {
      const value = values[Math.floor(draw() * values.length)];
      if (value === undefined) throw new Error('Nothing to pick from');
      return value;
    },
    shuffled(values) {
      return values
        .map((value) => ({ value, place: draw() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value);
    },
  };
}
