import autocannon from 'autocannon';

/** An HTTP request that is sent again and again. */
export interface LoadRequest {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /** As a browser with a cookie of its own sends: such an answer is made anew each time. */
  readonly cookie?: string;
}

/**
 * How many answers a second come, over eight connections that are kept open.
 * @throws {Error} when one of them is not a success
 */
export async function answersASecond(request: LoadRequest, milliseconds: number): Promise<number> {
  const { port, method, path, body, cookie } = request;
  const result = await autocannon({
    url: `http://127.0.0.1:${String(port)}${path}`,
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body }),
    connections: 8,
    duration: milliseconds / 1_000,
    sampleInt: milliseconds / 4,
  });
  const answers = result['2xx'];
  if (answers === 0 || result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${path}: ${String(answers)} answers, ${String(result.non2xx)} refusals, ${String(result.errors)} errors.`,
    );
  return answers / result.duration;
}
