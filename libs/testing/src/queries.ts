import pg from 'pg';

/** What is sent when its time comes, whatever runs: what was published before, and the heartbeat of who listens. */
const besides = /^SELECT(?: pg_notify.*)?$/s;

/** The SQL statements that this process sends on any connection while `work` runs, and for it. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query') ?? {};
  const send: unknown = original.value;
  if (typeof send !== 'function') throw new Error('pg has changed: its client has no query');
  const recording = new Proxy(send, {
    apply(target, self: unknown, args: unknown[]): unknown {
      const [first] = args;
      const text: unknown =
        typeof first === 'object' && first !== null && 'text' in first ? first.text : first;
      if (typeof text === 'string' && !besides.test(text)) statements.push(text);
      return Reflect.apply(target, self, args);
    },
  });
  Object.defineProperty(pg.Client.prototype, 'query', { ...original, value: recording });
  try {
    await work();
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', original);
  }
  return statements;
}
