/** A client that asks a normal query, one request after the other. */
export interface GoodClient {
  /** Asks once. @returns how long it took, in milliseconds */
  ask(): Promise<number>;
  /** Asks so often. @returns how long each took */
  times(count: number): Promise<number[]>;
}

/**
 * @param url of the API
 * @param slug of an event whose first release is the current one
 */
export function aGoodClient(url: string, slug: string): GoodClient {
  const query = 'query ($slug: String!) { event(slug: $slug) { program { release } } }';
  const body = JSON.stringify({ query, variables: { slug } });
  const ask = async (): Promise<number> => {
    const started = performance.now();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ data: { event: { program: { release: 1 } } } });
    return performance.now() - started;
  };
  return {
    ask,
    async times(count) {
      const times: number[] = [];
      while (times.length < count) times.push(await ask());
      return times;
    },
  };
}
