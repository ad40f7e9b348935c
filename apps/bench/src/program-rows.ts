import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@plenary/platform/postgres';
import { startChild } from '@plenary/testing';
import { contest, type Row } from './harness.js';
import { answersASecond, type LoadRequest } from './load.js';
import type { Report } from './report.js';

const roundMs = 2_000;
const rounds = 7;

const query = `query Program {
  event(slug: "ipss-2023") {
    title { text language }
    program {
      release
      releasedAt
      sessions {
        id kind plenary title { text language } startsAt endsAt languages interpretation
        room { name { text } }
        appearances { role confirmed person { displayName post { text } organisation { text } country } }
      }
    }
  }
}`;

/** Reads of the program against a bare server that sends the same bytes. */
export async function programRows(report: Report, port: number, folder: string): Promise<void> {
  const body = JSON.stringify({ query });
  const kept: LoadRequest = { port, method: 'POST', path: '/graphql', body };
  const graphql: LoadRequest = { ...kept, cookie: 'seen=1' };
  const feed: LoadRequest = { port, method: 'GET', path: '/events/iaptc-2026/program.json' };
  const reads = [
    ['program over GraphQL (ipss-2023)', graphql, { least: 0.4 }],
    ['the same, kept for strangers', kept, { least: 0.65 }],
    ['program.json (iaptc-2026)', feed, { least: 0.85 }],
  ] as const;
  for (const [name, ours, target] of reads) await report.row(name, () => against(name, ours, target, folder));
}

/** What of ours is as fast as a bare server that sends the same bytes. */
export async function against(
  name: string,
  ours: LoadRequest,
  target: { least: number },
  folder: string,
): Promise<Row> {
  const response = await fetch(`http://127.0.0.1:${String(ours.port)}${ours.path}`, {
    method: ours.method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    ...(ours.body === undefined ? {} : { body: ours.body }),
  });
  const file = join(folder, 'answer');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const port = await freePort();
  const type = response.headers.get('content-type') ?? '';
  const peer = fileURLToPath(new URL('./peers/bare-fastify.js', import.meta.url));
  const child = startChild(process.execPath, [peer, file, type, String(port)]);
  await child.waitFor(/ready/);
  const theirs = { ...ours, port, path: '/' };
  try {
    // Both have compiled what they run before the first round counts.
    await answersASecond(ours, roundMs);
    await answersASecond(theirs, roundMs);
    return await contest({
      name,
      unit: 'answers/s',
      against: 'bare Fastify, same bytes',
      ours: () => answersASecond(ours, roundMs),
      theirs: () => answersASecond(theirs, roundMs),
      rounds,
      target,
    });
  } finally {
    child.process.kill();
    await child.ended;
  }
}
