import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@plenary/platform';
import { childMessage, type LauncherMessage } from '@plenary/platform/process';

/** The first tries come fast; one that keeps dying is tried more slowly. */
const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** Who lived this long has recovered. */
const recoveredMs = 60_000;
const stopPatienceMs = 8_500;
/** Prisma sends queries of one transaction side by side, and pg warns of what its next version will refuse. */
const flags = ['--enable-source-maps', '--disable-warning=DeprecationWarning'];

type StartMessage = Extract<LauncherMessage, { kind: 'start' }>;

/** A process that is started again when it dies. */
export class Child {
  private process: ChildProcess;
  private begin: StartMessage | null = null;
  private stopping = false;
  private pauseMs = firstPauseMs;
  private startedAt = Date.now();
  private timer: NodeJS.Timeout | null = null;
  /** Why it does not live; null once it does. */
  private trouble: string | null = null;
  private failure: string | null = null;
  private settleFirst: ((failure: string | null) => void) | null = null;

  /** @param name of the app, as in `apps/NAME` */
  constructor(
    private readonly name: 'api' | 'worker',
    private readonly log: Logger,
  ) {
    // At once: it loads its modules while the database starts.
    this.process = this.spawn();
  }

  /** Tells the process to begin. Resolves when it is ready, with null, or with the reason why it failed. */
  start(message: StartMessage): Promise<string | null> {
    this.begin = message;
    const settled = new Promise<string | null>((resolve) => {
      this.settleFirst = resolve;
    });
    this.tell(message);
    return settled;
  }

  /** @param drain whether callers are let go before the end: see `LauncherMessage` */
  async stop(drain: boolean): Promise<void> {
    this.stopping = true;
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    const forced = setTimeout(() => this.process.kill('SIGKILL'), stopPatienceMs);
    this.tell({ kind: 'stop', drain });
    await gone;
    clearTimeout(forced);
  }

  private spawn(): ChildProcess {
    const main = fileURLToPath(new URL(`../../../${this.name}/dist/main.js`, import.meta.url));
    const child = spawn(process.execPath, [...flags, main], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.startedAt = Date.now();
    child.on('message', (received) => {
      const message = childMessage.parse(received);
      if (message.kind === 'ready') this.settle(null);
      else this.settle(message.message);
    });
    child.once('exit', (status, signal) => {
      this.handleExit(signal ?? `status ${String(status)}`);
    });
    return child;
  }

  private tell(message: LauncherMessage): void {
    if (this.process.connected) this.process.send(message);
  }

  private settle(failure: string | null): void {
    this.failure = failure;
    if (failure === null && this.trouble !== null) {
      this.log.info({ child: this.name }, 'a process is back');
      this.trouble = null;
    }
    this.settleFirst?.(failure);
    this.settleFirst = null;
  }

  private handleExit(how: string): void {
    if (this.stopping) return;
    if (this.settleFirst !== null) {
      this.settle(`The ${this.name} process ended before it was ready (${how}).`);
      return;
    }
    if (Date.now() - this.startedAt > recoveredMs) this.pauseMs = firstPauseMs;
    const { pauseMs } = this;
    const trouble = this.failure ?? how;
    this.failure = null;
    if (trouble !== this.trouble)
      this.log.error(
        { child: this.name, how: trouble },
        'a process died; it is started again until it lives',
      );
    this.trouble = trouble;
    this.pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    this.timer = setTimeout(() => {
      this.process = this.spawn();
      if (this.begin !== null) this.tell(this.begin);
    }, pauseMs);
  }
}
