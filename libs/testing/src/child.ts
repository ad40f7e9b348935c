import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.js';

/** A process that a test can read, end and kill. */
export interface TestChild {
  readonly process: ChildProcess;
  /** What it has written so far, on stdout and stderr. */
  output(): string;
  /** Resolves once the output matches; fails when the process ends before. */
  waitFor(pattern: RegExp, patience?: number): Promise<void>;
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

const started = new Set<ChildProcess>();

/** What a test that failed left running ends with its file, or the run would wait for it. */
export function endChildren(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

/** Starts a program. Its environment is that of the test, with these settings over it. */
export function startChild(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly ipc?: boolean;
    /** What it reads on stdin; nothing unless said. */
    readonly input?: Buffer;
  } = {},
): TestChild {
  const child = spawn(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
      ...(options.ipc === true ? (['ipc'] as const) : []),
    ],
  });
  started.add(child);
  // It need not read to the end.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input);
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = once(child, 'close').then(() => child.signalCode ?? child.exitCode ?? 0);
  return {
    process: child,
    output: () => text,
    ended,
    async waitFor(pattern, patience) {
      await eventually(() => {
        const found = pattern.test(text);
        if (!found && child.exitCode !== null)
          throw new Error(`It ended before ${String(pattern)}:\n${text}`);
        return found;
      }, patience);
    },
  };
}
