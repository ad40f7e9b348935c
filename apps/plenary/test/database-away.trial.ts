import { openSite, surviveOutage, type OutageReport } from './database-away-kit.js';

/** How long the database is away, in milliseconds: restarts one after the other, then half a minute twice. */
const outages = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30_000, 30_000];
/** Design, safety.md: the first success after the database's return. */
const patienceMs = 5_000;

test('a database that crashes under load', async () => {
  const site = await openSite();
  const reports: OutageReport[] = [];
  try {
    for (const away of outages) reports.push(await surviveOutage(site, away));
  } finally {
    await site.close();
  }
  const sum = (pick: (report: OutageReport) => number): number =>
    reports.reduce((total, report) => total + pick(report), 0);
  const longest = (pick: (report: OutageReport) => number): string => String(Math.max(...reports.map(pick)));
  console.log(
    `${String(outages.length)} crashes of the database: ${String(sum(({ sent }) => sent))} requests, ` +
      `${String(sum(({ refused }) => refused))} refused for the time being, ` +
      `${String(sum(({ wrong }) => wrong.length))} failed otherwise; ` +
      `${String(sum(({ lost }) => lost))} of ${String(sum(({ acknowledged }) => acknowledged))} acknowledged writes lost; ` +
      `refused for ${longest(({ refusedMs }) => refusedMs)} ms after its return, ` +
      `served again after ${longest(({ recoveredMs }) => recoveredMs)} ms, ` +
      `work done after ${longest(({ workDoneMs }) => workDoneMs)} ms at most`,
  );
  for (const { wrong, lost, ended, subscription, recoveredMs, refusedMs } of reports) {
    expect({ wrong, lost, ended, subscription }).toEqual({
      wrong: [],
      lost: 0,
      ended: [],
      subscription: null,
    });
    expect(recoveredMs).toBeLessThanOrEqual(patienceMs);
    expect(refusedMs).toBeLessThanOrEqual(patienceMs);
  }
});
