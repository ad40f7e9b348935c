import pg from 'pg';

/**
 * The SQL statements that this process sends while `work` runs, on any connection; not announcements, for what was
 * announced before may be sent only now.
 */
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
      if (typeof text === 'string' && !text.startsWith('SELECT pg_notify')) statements.push(text);
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
