import { relative } from 'node:path';
import type { AggregatedResult, Reporter, Test, TestResult } from '@jest/reporters';

/** A line a file, every failure and every skipped test in full, and the counts at the end. */
export default class PlenaryReporter implements Reporter {
  private skipped: string[] = [];

  onTestResult(_test: Test, result: TestResult): void {
    const { numPassingTests: passed, numFailingTests: failed, numPendingTests: pending } = result;
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1_000).toFixed(1);
    const broken = failed > 0 || result.testExecError !== undefined;
    const file = relative(process.cwd(), result.testFilePath);
    const counts = [
      `${String(passed)} passed`,
      ...(failed > 0 ? [`${String(failed)} failed`] : []),
      ...(pending > 0 ? [`${String(pending)} skipped`] : []),
    ];
    process.stdout.write(`${broken ? 'FAIL' : 'ok  '} ${file} (${counts.join(', ')}, ${seconds} s)\n`);
    if (result.failureMessage != null) process.stdout.write(`${result.failureMessage}\n`);
    for (const line of (result.console ?? []).map(({ message }) => message))
      process.stdout.write(`     ${line}\n`);
    for (const { status, fullName } of result.testResults) {
      if (status === 'pending' || status === 'todo') this.skipped.push(`${file}: ${fullName}`);
    }
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    for (const name of this.skipped) process.stdout.write(`skipped  ${name}\n`);
    const broken = results.testResults.filter(({ testExecError }) => testExecError !== undefined).length;
    process.stdout.write(
      `${String(results.numPassedTests)} passed, ${String(results.numFailedTests + broken)} failed\n`,
    );
  }

  getLastError(): Error | undefined {
    return undefined;
  }
}
