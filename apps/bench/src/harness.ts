import { median } from '@plenary/testing';

/** A row of the table: ours against a floor or a peer, measured in turns in the same run. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  /** What the other side is. */
  readonly against: string;
  readonly ours: Spread;
  readonly theirs: Spread;
  /** Ours divided by theirs, of the medians. */
  readonly ratio: number;
  /** What the ratio has to be; empty where it is only to be seen. */
  readonly target: string;
  readonly met: boolean;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

type Measure = () => Promise<number>;

interface Contest {
  readonly name: string;
  readonly unit: string;
  readonly against: string;
  readonly ours: Measure;
  readonly theirs: Measure;
  readonly rounds: number;
  /** `least` for a share that must be reached, `most` for a time that must not be passed; null where none is set. */
  readonly target: { readonly least: number } | { readonly most: number } | null;
}

/** Measures both sides in turns, so that what the machine does meanwhile falls on both. */
export async function contest({ name, unit, against, ours, theirs, rounds, target }: Contest): Promise<Row> {
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    own.push(await ours());
    other.push(await theirs());
  }
  const ratio = spreadOf(own).median / spreadOf(other).median;
  const row = { name, unit, against, ours: spreadOf(own), theirs: spreadOf(other), ratio };
  if (target === null) return { ...row, target: '', met: true };
  if ('least' in target) return { ...row, target: `≥ ${percent(target.least)}`, met: ratio >= target.least };
  return { ...row, target: `≤ ${times(target.most)}`, met: ratio <= target.most };
}

/** The middle and the ends of what was measured. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  return { median: median(values), least: at(0), most: at(sorted.length - 1) };
}

function times(ratio: number): string {
  return `${ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2)} ×`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function spreadText({ median: middle, least, most }: Spread): string {
  return `${figure(middle)} (${figure(least)}–${figure(most)})`;
}

function ratioText({ ratio, target }: Row): string {
  return target.startsWith('≥') ? percent(ratio) : times(ratio);
}

function verdict({ target, met }: Row): string {
  return target === '' ? '' : met ? 'met' : 'MISSED';
}

/** A row for people, as it is measured. */
export function printRow(row: Row): string {
  const { name, unit, ours, against, theirs, target } = row;
  const wanted = target === '' ? '' : `, ${target}: ${verdict(row)}`;
  return `${name}: ${spreadText(ours)} ${unit} against ${spreadText(theirs)} (${against}): ${ratioText(row)}${wanted}`;
}

/** The rows for people. */
export function printTable(rows: readonly Row[]): string {
  const cells = [
    ['row', 'unit', 'ours: median (spread)', 'against', 'theirs: median (spread)', 'ratio', 'target', ''],
    ...rows.map((row) => [
      row.name,
      row.unit,
      spreadText(row.ours),
      row.against,
      spreadText(row.theirs),
      ratioText(row),
      row.target,
      verdict(row),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
