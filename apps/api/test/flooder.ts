import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/**
 * A process of its own that sends junk without a pause: sign-ins, documents that are wrong, and good ones that differ.
 * It tells when its address is beyond all limits, and counts what it is answered until it is told anything.
 */
const orders = z.object({ url: z.string(), connections: z.int() });

const answers = new Map<string, number>();
let isBeyond = false;
let isOver = false;

function count(answer: string): void {
  answers.set(answer, (answers.get(answer) ?? 0) + 1);
  if (isBeyond || !answers.has('sign-ins: 429') || !answers.has('wrong documents: RATE_LIMITED')) return;
  isBeyond = true;
  process.send?.('beyond');
}

const headers = { 'content-type': 'application/json' };
const answered = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]),
});

process.once('message', (message) => {
  const { url, connections } = orders.parse(message);
  const post = (path: string, body: object): Promise<Response> =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const ask = async (query: string): Promise<string> => {
    const { errors } = answered.parse(await (await post('/graphql', { query })).json());
    return errors[0]?.extensions.code ?? 'answered';
  };
  const kinds: Readonly<Record<string, () => Promise<string>>> = {
    'sign-ins': async () => {
      const answer = await post('/sign-in', { token: randomBytes(32).toString('base64url') });
      await answer.arrayBuffer();
      return String(answer.status);
    },
    'wrong documents': () => ask(`{ junk${randomBytes(8).toString('hex')} }`),
    'good documents': () => ask(`{ good${randomBytes(8).toString('hex')}: __typename }`),
  };
  for (const [kind, send] of Object.entries(kinds))
    for (let connection = 0; connection < connections; connection += 1) void flood(kind, send);
});

async function flood(kind: string, send: () => Promise<string>): Promise<void> {
  while (!isOver) count(`${kind}: ${await send()}`);
}

process.on('message', (message) => {
  if (message !== 'end') return;
  isOver = true;
  process.send?.(Object.fromEntries(answers));
  process.disconnect();
});
process.send?.('ready');
