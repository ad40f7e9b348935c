/** Writers at once, on each side. */
export const writers = 4;
const roundMs = 2_000;

/** How often `write` is done in a second by so many writers, each of which waits for its last write. */
export async function writesASecond(write: (writer: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let written = 0;
  const lane = async (writer: number): Promise<void> => {
    while (performance.now() - started < roundMs) {
      await write(writer);
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => lane(writer)));
  return (written * 1_000) / (performance.now() - started);
}
