import pg from 'pg';

/** The SQL statements that this process sends while `work` runs, on any connection. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { prototype } = pg.Client;
  const original = prototype.query;
  const spy = recording(original, statements);
  prototype.query = spy;
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}

function recording(
  original: typeof pg.Client.prototype.query,
  statements: string[],
): typeof pg.Client.prototype.query {
  return new Proxy(original, {
    apply(target, self: unknown, args: unknown[]): unknown {
      const [first] = args;
      const text: unknown =
        typeof first === 'object' && first !== null && 'text' in first ? first.text : first;
      if (typeof text === 'string') statements.push(text);
      return Reflect.apply(target, self, args);
    },
  });
}
