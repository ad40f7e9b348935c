import { describeFailure } from '@plenary/platform';
import { printRow, type Row } from './harness.js';

/** The rows of a run: each is told as soon as it is measured, and one that fails costs no other. */
export class Report {
  readonly rows: Row[] = [];
  /** What could not be measured. */
  readonly failed: string[] = [];

  /** @param tell gets a line at a time */
  constructor(private readonly tell: (line: string) => void) {}

  /** Measures a row. */
  async row(name: string, measure: () => Promise<Row>): Promise<void> {
    await this.part(name, async () => {
      const row = await measure();
      this.rows.push(row);
      this.tell(printRow(row));
    });
  }

  /** Does what several rows need, and measures them; what it throws is told, and others go on. */
  async part(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failed.push(name);
      this.tell(`FAILED  ${name}: ${describeFailure(error)}`);
    }
  }

  /** Whether every row was measured and has met its target. */
  get met(): boolean {
    return this.failed.length === 0 && this.rows.every(({ met }) => met);
  }
}
