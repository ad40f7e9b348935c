import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { authenticate, createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { enterEvent, type EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import {
  aReleasedEvent,
  aTranscript,
  createTestBench,
  eventually,
  type TestBench,
  startApiProcess,
} from '@plenary/testing';
import { anEmptyPlace, backUp, withClient } from './backup-kit.js';
import { startWorker } from './kit.js';
import { anApprovedEdition, finishesOnce, publishEdition, seenByThePublic } from './publication-kit.js';

/** A write that was acknowledged, and how to see in another place that it is there. */
interface Acknowledged {
  readonly kind: 'question' | 'event' | 'edition' | 'upload' | 'sign-in';
  isThere(place: TestBench): Promise<boolean>;
}

interface Load {
  readonly acknowledged: readonly Acknowledged[];
  /** Writes that were answered with an error, as where all connections are taken. */
  refused(): number;
  /** Holds it while a restored place is looked at: what there is to look for would grow all the time. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Everybody at once: a hall that asks through the API, organisers, editors, and a worker that publishes. */
async function startLoad(bench: TestBench): Promise<Load> {
  const acknowledged: Acknowledged[] = [];
  const worker = startWorker(bench);
  const api = await startApiProcess(bench);
  const hall = await aReleasedEvent(bench.operator);
  const writers = [
    ...(await Promise.all([askers(bench, api.url, hall), askers(bench, api.url, hall)])),
    organiser(bench),
    editor(bench),
    sender(bench),
    visitor(bench),
  ];
  let stopped = false;
  let refused = 0;
  let gate = Promise.withResolvers<undefined>();
  gate.resolve(undefined);
  const running = writers.map(async (write) => {
    for (;;) {
      await gate.promise;
      if (stopped) return;
      const written = await write().catch(() => null);
      if (written === null) refused += 1;
      else acknowledged.push(written);
    }
  });
  return {
    acknowledged,
    refused: () => refused,
    pause() {
      gate = Promise.withResolvers();
    },
    resume() {
      gate.resolve(undefined);
    },
    async stop() {
      stopped = true;
      gate.resolve(undefined);
      await Promise.all(running);
      for (const { process, ended } of [worker, api.child]) {
        process.kill('SIGTERM');
        await ended;
      }
    },
  };
}

type Writer = () => Promise<Acknowledged>;

async function askers(bench: TestBench, url: string, hall: EventCtx): Promise<Writer> {
  const email = `moderator-${randomUUID()}@example.org`;
  await grantRole(bench.operator, { email, role: 'MODERATOR', eventId: hall.event.id });
  const link = new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1);
  const cookie = `plenary=${await signIn(bench.operator, link)}`;
  const session = await hall.db.session.findFirstOrThrow({ where: { eventId: hall.event.id } });
  const query = 'mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) { id } }';
  return async () => {
    const input = {
      event: hall.event.slug,
      sessionId: session.id,
      clientKey: randomUUID(),
      channel: 'ROOM',
      text: `What of ${randomUUID()}?`,
      language: 'en',
      displayPolicy: 'NAME',
      askerName: 'An asker',
    };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { id }: { id: string } = (await response.json()).data.submitQuestion;
    const where = { id, text: input.text, asker: { name: 'An asker' } };
    return {
      kind: 'question',
      isThere: async ({ services }) => (await services.prisma.question.count({ where })) === 1,
    };
  };
}

function organiser(bench: TestBench): Writer {
  return async () => {
    const { event } = await aReleasedEvent(bench.operator);
    const where = { eventId: event.id, number: 1 };
    return {
      kind: 'event',
      isThere: async ({ services }) => (await services.prisma.release.count({ where })) === 1,
    };
  };
}

function editor(bench: TestBench): Writer {
  return async () => {
    const { ctx, editionId, version } = await anApprovedEdition(bench);
    await publishEdition(ctx, { editionId, version });
    await finishesOnce(ctx, editionId);
    return {
      kind: 'edition',
      isThere: async (place) => (await seenByThePublic(enterEvent(place.operator, ctx.event))) === 'whole',
    };
  };
}

function sender(bench: TestBench): Writer {
  return async () => {
    const content = Buffer.from(aTranscript([['A', randomUUID()]]));
    const { id } = await receiveUpload(bench.operator, 'transcript', 'text/vtt', Readable.from([content]));
    return {
      kind: 'upload',
      async isThere({ services }) {
        const row = await services.prisma.upload.findUnique({ where: { id } });
        return row !== null && (await services.storage.read(row.storageKey)).equals(content);
      },
    };
  };
}

function visitor(bench: TestBench): Writer {
  return async () => {
    const email = `${randomUUID()}@example.org`;
    await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
    const cookie = await signIn(
      bench.operator,
      new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1),
    );
    return {
      kind: 'sign-in',
      isThere: async ({ services }) =>
        (await authenticate(services, { session: cookie, authorization: undefined }, 'test')).actor.kind ===
        'account',
    };
  };
}

/** What one backup under load has shown. */
export interface Count {
  readonly acknowledgedBefore: number;
  readonly acknowledgedMeanwhile: number;
  readonly refusedSoFar: number;
  readonly lost: number;
  readonly rows: number;
  readonly files: number;
  readonly half: number;
  readonly foreignKeys: number;
}

/**
 * Takes backups while everybody writes, each after as many further writes, and restores each elsewhere.
 * @throws where a count or hash differs, a reference points to nothing, or a sign-in does not hold
 */
export async function backUpUnderLoad(rounds: number, writesBetween: number): Promise<Count[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-load-'));
  const bench = await createTestBench();
  const load = await startLoad(bench);
  const counts: Count[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await eventually(() => load.acknowledged.length >= round * writesBetween && hasAll(load), 300_000);
    const before = [...load.acknowledged];
    const file = join(folder, String(round));
    const { manifest } = await backUp(bench, file);
    const meanwhile = load.acknowledged.length - before.length;
    load.pause();
    const place = await anEmptyPlace(bench);
    await place.restore(file);
    const there = await place.open();
    let lost = 0;
    for (const write of before) if (!(await write.isThere(there))) lost += 1;
    for (const { key, sha256 } of manifest.files) {
      const stored = createHash('sha256')
        .update(await place.storage.read(key))
        .digest('hex');
      if (stored !== sha256) throw new Error(`${key} differs`);
    }
    counts.push({
      acknowledgedBefore: before.length,
      acknowledgedMeanwhile: meanwhile,
      refusedSoFar: load.refused(),
      lost,
      rows: await countRows(place.database.url, manifest.tables),
      files: manifest.files.length,
      half: await countHalf(place.database.url),
      foreignKeys: await checkForeignKeys(place.database.url),
    });
    await there.close();
    await place.close();
    load.resume();
  }
  await load.stop();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

function hasAll({ acknowledged }: Load): boolean {
  return new Set(acknowledged.map(({ kind }) => kind)).size === 5;
}

/** Of all tables. @throws where one has other rows than the manifest says */
async function countRows(
  databaseUrl: string,
  tables: readonly { readonly name: string; readonly rows: number }[],
): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    let all = 0;
    for (const { name, rows } of tables) {
      const found = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
      const count = found.rows[0]?.count ?? 0;
      if (count !== rows) throw new Error(`${name} has ${String(count)} rows, not ${String(rows)}`);
      all += count;
    }
    return all;
  });
}

/** Rows that one transaction writes together, and of which one is there without the other. */
async function countHalf(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ half: number }>(`
      SELECT ((SELECT count(*) FROM "Question" q WHERE NOT EXISTS
                (SELECT FROM "AuditEntry" a WHERE a."subjectId" = q.id::text AND a.action = 'submitQuestion'))
            + (SELECT count(*) FROM "AuditEntry" a WHERE a.action = 'submitQuestion' AND NOT EXISTS
                (SELECT FROM "Question" q WHERE a."subjectId" = q.id::text))
            + (SELECT count(*) FROM "ClientKey" k WHERE k.operation = 'submitQuestion' AND NOT EXISTS
                (SELECT FROM "Question" q WHERE q.id = k."resultId"))
            + (SELECT count(*) FROM "Release" r WHERE 2 <> (SELECT count(*) FROM "ReleaseSlot" s WHERE s."releaseId" = r.id))
            + (SELECT count(*) FROM "Edition" e WHERE e.state = 'PUBLISHED'
                AND 4 <> (SELECT count(*) FROM "Artifact" f WHERE f."editionId" = e.id))
            + (SELECT count(*) FROM "Edition" e WHERE e.state = 'PUBLISHING' AND NOT EXISTS
                (SELECT FROM "Outbox" o WHERE o.job = 'publish-minutes' AND o.payload->>'editionId' = e.id::text)))::int AS half`);
    return rows[0]?.half ?? -1;
  });
}

/** Has the database check every reference anew. @returns how many references there are */
async function checkForeignKeys(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ table: string; definition: string }>(
      `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    for (const [index, { table, definition }] of rows.entries())
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT again_${String(index)} ${definition}`);
    return rows.length;
  });
}
