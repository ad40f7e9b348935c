import { once } from 'node:events';
import type { TestChild } from '@plenary/testing';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** With these a process answers `keptBy`; it listens on this machine alone. */
export const openToInspection = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

const answer = z.object({
  id: z.int(),
  result: z.object({ result: z.object({ value: z.unknown().optional() }).optional() }),
});
const usage = z.object({ heapUsed: z.number(), external: z.number() });

/** What a process holds once all garbage is collected, in MB: its heap, and with `external` its buffers. */
export async function keptBy(child: TestChild): Promise<number> {
  const inspection = await Inspection.open(child);
  // What the first one finalises goes with the second.
  for (let round = 0; round < 2; round += 1) await inspection.call('HeapProfiler.collectGarbage');
  const { heapUsed, external } = usage.parse(await inspection.evaluate('process.memoryUsage()'));
  await inspection.close();
  return (heapUsed + external) / 1e6;
}

/** Has a process run an expression. */
export async function evaluateIn(child: TestChild, expression: string): Promise<void> {
  const inspection = await Inspection.open(child);
  await inspection.evaluate(`${expression}; undefined`);
  await inspection.close();
}

/** A short talk with a process by Node's inspector. */
class Inspection {
  private last = 0;

  private constructor(private readonly socket: WebSocket) {}

  static async open(child: TestChild): Promise<Inspection> {
    const [, url = ''] = /^Debugger listening on (ws:\S+)$/m.exec(child.output()) ?? [];
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new Inspection(socket);
  }

  async call(method: string, params: object = {}): Promise<unknown> {
    const id = (this.last += 1);
    const answered = once(this.socket, 'message');
    this.socket.send(JSON.stringify({ id, method, params }));
    const [text]: unknown[] = await answered;
    return answer.extend({ id: z.literal(id) }).parse(JSON.parse(String(text))).result.result?.value;
  }

  evaluate(expression: string): Promise<unknown> {
    return this.call('Runtime.evaluate', { expression, returnByValue: true });
  }

  async close(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }
}
