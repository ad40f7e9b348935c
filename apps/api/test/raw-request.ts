import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

/** What came back, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of a long one, its hash. */
  readonly body: string;
}

const longBytes = 100_000;
const agent = new Agent({ keepAlive: true });

/** Sends a request whose path stays as it is written: `fetch` would put `..` and `//` in order first. */
export function rawRequest(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...rest } = response.headers;
        const bytes = Buffer.concat(chunks);
        const isLong = bytes.length > longBytes;
        const text = isLong ? createHash('sha256').update(bytes).digest('hex') : bytes.toString('latin1');
        resolve({ status: response.statusCode ?? 0, headers: rest, body: text });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
