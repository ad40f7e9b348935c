import { randomBytes } from 'node:crypto';
import { Refusal } from '@plenary/platform';

import { AddressLimiter, RateLimiter, WaitingLine } from '../src/http/rate-limit.js';
import { SecretGate } from '../src/http/secret-gate.js';
import { keysFrom } from '../src/keys/keys.js';

/** The code of each refusal, or what was given, in the order of the calls. */
async function outcomes<Given>(calls: readonly Promise<Given>[]): Promise<(Given | string)[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value;
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

const times = <Given>(count: number, call: (number: number) => Promise<Given>): Promise<Given>[] =>
  Array.from({ length: count }, (_, number) => call(number));

describe('a line', () => {
  test('lets some pass at once, has others wait, and refuses who comes then', async () => {
    const line = new WaitingLine({ perSecond: 5, waiting: 2 });
    const [passed, refused] = [Array(7).fill(undefined), Array(3).fill('RATE_LIMITED')];
    expect(await outcomes(times(10, () => line.pass()))).toEqual([...passed, ...refused]);
  });
});

describe('an address', () => {
  test('waits beyond its limit with all that are beyond theirs, and others do not', async () => {
    const limiter = new AddressLimiter({ points: 3, seconds: 60 }, { perSecond: 2, waiting: 1 });
    const asked = [...times(7, () => limiter.take('noisy')), ...times(3, () => limiter.take('quiet'))];
    expect(await outcomes(asked)).toEqual([
      ...Array(6).fill(undefined),
      'RATE_LIMITED',
      ...Array(3).fill(undefined),
    ]);
  });
});

describe('secrets', () => {
  const key = randomBytes(32).toString('base64url');
  const aGate = () => {
    const keys = keysFrom({ secret: key, signing: key });
    if (keys === null) throw new Error('This is a key.');
    const gate = new SecretGate(keys);
    const wrong = new RateLimiter({ points: 5, seconds: 60 });
    const uses = new RateLimiter({ points: 4, seconds: 60 });
    let lookedUp = 0;
    const ended = new Set<string>();
    /** Those that begin with `live` open something until they end. */
    const find = (secret: string) => async (): Promise<string> => {
      lookedUp += 1;
      if (secret.startsWith('live') && !ended.has(secret)) return 'found';
      if (secret === 'away') throw new Refusal('UNAVAILABLE', 'Away.');
      throw new Refusal('UNAUTHENTICATED', 'No.');
    };
    return {
      lookedUp: () => lookedUp,
      end: (secret: string) => ended.add(secret),
      send: (secret: string, address = 'hall') => gate.lookUp({ address, secret, wrong }, find(secret)),
      use: (secret: string) => gate.lookUp({ address: 'hall', secret, wrong, uses }, find(secret)),
    };
  };
  const junk = async (gate: ReturnType<typeof aGate>, count: number) => {
    const all: string[] = [];
    for (let number = 0; number < count; number += 1)
      all.push(...(await outcomes([gate.send(`junk${String(number)}`)])));
    return all;
  };

  test('wrong ones are counted by address, live ones and failures of ours are not', async () => {
    const gate = aGate();
    expect(await outcomes(times(30, (number) => gate.send(`live${String(number % 20)}`)))).toEqual(
      Array(30).fill('found'),
    );
    for (let count = 0; count < 10; count += 1)
      await expect(gate.send('away')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await junk(gate, 8)).toEqual([
      ...Array(5).fill('UNAUTHENTICATED'),
      ...Array(3).fill('RATE_LIMITED'),
    ]);
    expect(await outcomes([gate.send('junk', 'elsewhere')])).toEqual(['UNAUTHENTICATED']);
  });

  test('beyond the limit of their address all are looked up in turn, and those that were live without a wait', async () => {
    const gate = aGate();
    await gate.send('live, known');
    await gate.send('live, ended');
    gate.end('live, ended');
    expect(await outcomes([gate.send('live, ended')])).toEqual(['UNAUTHENTICATED']);
    await junk(gate, 4);
    const before = gate.lookedUp();
    // As many as may wait and some; among them one that nobody has seen, and one that is live no more.
    const sent = (number: number): string => (number % 2 === 0 ? `flood${String(number)}` : 'live, ended');
    const flood = outcomes(times(600, (number) => gate.send(number === 300 ? 'live, new' : sent(number))));
    expect(await outcomes([gate.send('live, known')])).toEqual(['found']);
    expect(gate.lookedUp() - before).toBeLessThanOrEqual(51);
    const answers = await flood;
    expect([answers[300], new Set(answers)]).toEqual(['found', new Set(['found', 'RATE_LIMITED'])]);
    expect(gate.lookedUp() - before).toBe(551);
  }, 60_000);

  test('one that is live counts by itself where its uses have a limit', async () => {
    const gate = aGate();
    expect(await outcomes(times(1, () => gate.use('live')))).toEqual(['found']);
    expect(await outcomes(times(6, () => gate.use('live')))).toEqual([
      ...Array(4).fill('found'),
      ...Array(2).fill('RATE_LIMITED'),
    ]);
    for (let count = 0; count < 2; count += 1)
      expect(await outcomes([gate.use('live, another')])).toEqual(['found']);
  });
});
