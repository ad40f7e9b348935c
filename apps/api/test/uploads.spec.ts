import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { aReleasedEvent, createTestBench, eventually } from '@plenary/testing';
import type { EventCtx } from '@plenary/platform';
import { aPart, aToken, headersOf, startTestApi, type TestApi } from '@plenary/testing/api';
import { z } from 'zod';
import { createApi } from '../src/api-server.js';

let api: TestApi;
let address: string;
let ctx: EventCtx;

const now = '2026-11-24T09:00:00Z';

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setTime(now);
  ctx = await aReleasedEvent(api.operator);
});

const pdf = Buffer.from('%PDF-1.7\nnothing in it\n%%EOF\n');
const type = 'application/pdf';

interface Sent {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  readonly retryAfter: number | null;
}

const refusal = z.object({
  errors: z.array(
    z.object({
      message: z.string(),
      extensions: z.object({ code: z.string(), retryAfter: z.number().optional() }),
    }),
  ),
});

/** Begins an upload: nothing of the file is sent yet. */
function begin(
  caller: string,
  options: { purpose?: string; type?: string; bytes?: number; at?: string } = {},
): { outgoing: ClientRequest; answer: Promise<Sent> } {
  const outgoing = httpRequest(`${options.at ?? address}/uploads?purpose=${options.purpose ?? 'material'}`, {
    method: 'POST',
    headers: {
      ...headersOf(caller),
      'content-type': options.type ?? type,
      'content-length': options.bytes ?? pdf.length,
    },
  });
  outgoing.flushHeaders();
  const answer = once(outgoing, 'response').then(async ([response]: IncomingMessage[]) => {
    if (response === undefined) throw new Error('There was no answer.');
    const body: unknown = await json(response);
    const [error] = refusal.safeParse(body).data?.errors ?? [];
    return {
      status: response.statusCode ?? 0,
      code: error?.extensions.code ?? null,
      message: error?.message ?? '',
      retryAfter: error?.extensions.retryAfter ?? null,
    };
  });
  answer.catch(() => undefined);
  return { outgoing, answer };
}

async function send(caller: string, options: Parameters<typeof begin>[1] = {}): Promise<Sent> {
  const { outgoing, answer } = begin(caller, options);
  outgoing.end(pdf);
  return answer;
}

/** Of the files that are not whole. */
const unfinished = join('files', 'unfinished');
const onTheirWay = (): string[] => {
  const folder = join(api.services.settings.dataDir, unfinished);
  return readdirSync(folder).map((name) => join(folder, name));
};
const reserved = (): Promise<number> => api.services.prisma.uploadReservation.count();

/** Rows of files that this person has sent by their link. */
async function lie(of: EventCtx, files: number, bytes: number, values: object = {}, key = 'smith') {
  const where = { eventId_key: { eventId: of.event.id, key } };
  const { id } = await of.db.person.findUniqueOrThrow({ where });
  await of.db.upload.createMany({
    data: Array.from({ length: files }, () => ({
      actorKind: 'person',
      actorId: id,
      eventId: of.event.id,
      purpose: 'material',
      mediaType: type,
      bytes,
      sha256: '',
      storageKey: `uploads/${randomUUID()}`,
      createdAt: new Date(now),
      ...values,
    })),
  });
}

describe('who may send what, said before anything of it is read', () => {
  test('a link sends what its person can use', async () => {
    const part = await aPart(ctx);
    for (const [purpose, of] of [
      ['transcript', 'text/vtt'],
      ['program', 'text/csv'],
    ] as const)
      expect(await begin(part, { purpose, type: of, bytes: 10_000_000 }).answer).toMatchObject({
        status: 403,
        code: 'FORBIDDEN',
      });
    expect((await send(part)).status).toBe(201);
  });

  test.each([
    ['VIEWER', { transcript: 403, program: 403, material: 201 }],
    ['MINUTES_EDITOR', { transcript: 400, program: 403, material: 201 }],
    ['PROGRAM_EDITOR', { transcript: 403, program: 400, material: 201 }],
  ] as const)('%s by their role, in whatever event', async (role, expected) => {
    const cookie = await api.signedIn(role, ctx);
    const statuses: Record<string, number> = {};
    for (const purpose of Object.keys(expected)) statuses[purpose] = (await send(cookie, { purpose })).status;
    expect(statuses).toEqual(expected);
  });

  test('a token for uploads sends what its account can use', async () => {
    const token = await aToken(api, await api.signedIn('MINUTES_EDITOR', ctx), ['files.upload'], null);
    expect((await send(token, { purpose: 'program' })).status).toBe(403);
    expect((await send(token, { purpose: 'transcript' })).status).toBe(400);
  });

  test('a file whose length is declared too large', async () => {
    const { answer } = begin(await aPart(ctx), { bytes: 50_000_001 });
    expect(await answer).toMatchObject({ status: 400, message: 'The file is larger than 50 MB.' });
    expect(await reserved()).toBe(0);
  });
});

describe('files on their way', () => {
  test('of one link are three, at whatever process, and lie there for nobody else', async () => {
    const bench = await createTestBench({ clock: true, database: api.database });
    const second = await createApi(bench.services);
    const at = await second.server.listen({ host: '127.0.0.1', port: 0 });
    const part = await aPart(ctx);
    const open = [begin(part), begin(part), begin(part, { at })];
    await eventually(async () => (await reserved()) === 3);
    for (const where of [address, at])
      expect(await begin(part, { at: where }).answer).toEqual({
        status: 429,
        code: 'RATE_LIMITED',
        message: 'This link has 3 files on their way already. Send the next when one has arrived.',
        retryAfter: 5,
      });
    await eventually(() => onTheirWay().length === 2);
    expect(onTheirWay().map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    expect((await send(await aPart(ctx, 'tanaka'))).status).toBe(201);
    for (const { outgoing } of open) outgoing.end(pdf);
    for (const { answer } of open) expect((await answer).status).toBe(201);
    expect(onTheirWay()).toEqual([]);
    expect((await send(part)).status).toBe(201);
    await second.close();
    await bench.close();
  });

  test('give their place back, and leave nothing, however they end', async () => {
    const part = await aPart(ctx);
    for (let count = 0; count < 5; count += 1) {
      expect((await send(part, { type: 'image/png' })).status).toBe(400);
      const { outgoing } = begin(part);
      await eventually(async () => (await reserved()) === 1);
      outgoing.on('error', () => undefined).destroy();
      await eventually(async () => (await reserved()) === 0);
    }
    expect([await reserved(), onTheirWay()]).toEqual([0, []]);
    expect((await send(part)).status).toBe(201);
  });

  test('of a process that was killed hold their place for two minutes', async () => {
    const part = await aPart(ctx);
    const where = { eventId_key: { eventId: ctx.event.id, key: 'smith' } };
    const { id: actorId, eventId } = await ctx.db.person.findUniqueOrThrow({ where });
    const held = { actorKind: 'person', actorId, eventId, bytes: 1, createdAt: new Date(now) };
    await ctx.db.uploadReservation.createMany({ data: [held, held, held] });
    expect((await send(part)).status).toBe(429);
    api.setTime('2026-11-24T09:02:01Z');
    expect((await send(part)).status).toBe(201);
    await ctx.db.uploadReservation.deleteMany();
  });
});

describe('what nothing has used', () => {
  const full = { status: 429, code: 'RATE_LIMITED' };

  test('of one link is 20 files, until they are used or a day old', async () => {
    const part = await aPart(ctx);
    await lie(ctx, 30, 1_000, { usedAt: new Date(now) });
    await lie(ctx, 30, 1_000, { createdAt: new Date('2026-11-23T09:00:00Z') });
    await lie(ctx, 19, 1_000);
    expect((await send(part)).status).toBe(201);
    api.setTime('2026-11-24T10:00:00Z');
    expect(await begin(part).answer).toEqual({
      ...full,
      message:
        'This link has no room left: 20 files or 200 MB may lie here that nothing has used. Use them, or wait until ' +
        'they are deleted, a day after they were sent.',
      retryAfter: 23 * 3_600,
    });
    expect((await send(await aPart(ctx, 'tanaka'))).status).toBe(201);
    await ctx.db.upload.updateMany({ where: { eventId: ctx.event.id }, data: { usedAt: new Date(now) } });
    expect((await send(part)).status).toBe(201);
  });

  test('of one link is 200 MB, as its files are declared', async () => {
    const part = await aPart(ctx);
    await lie(ctx, 4, 40_000_000);
    expect(await begin(part, { bytes: 40_000_001 }).answer).toMatchObject(full);
    const { outgoing } = begin(part, { bytes: 40_000_000 });
    await eventually(async () => (await reserved()) === 1);
    expect(await send(part)).toMatchObject(full);
    outgoing.on('error', () => undefined).destroy();
  });

  test('of all links of an event is 5 GB', async () => {
    await lie(ctx, 100, 50_000_000, {}, 'tanaka');
    expect(await send(await aPart(ctx))).toMatchObject(full);
    expect((await send(await aPart(await aReleasedEvent(api.operator)))).status).toBe(201);
    expect((await send(await api.signedIn('VIEWER', ctx))).status).toBe(201);
  });

  test('of one account is 500 MB', async () => {
    const cookie = await api.signedIn('VIEWER', ctx);
    expect((await send(cookie)).status).toBe(201);
    const { actorKind, actorId } = await api.services.prisma.upload.findFirstOrThrow({
      orderBy: { id: 'desc' },
    });
    await lie(ctx, 10, 50_000_000, { actorKind, actorId, eventId: null });
    expect(await send(cookie)).toMatchObject(full);
  });

  test('is never more, however many are sent side by side', async () => {
    const part = await aPart(ctx);
    await lie(ctx, 18, 1_000);
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => send(part)))).map(
      ({ status }) => status,
    );
    const taken = statuses.filter((status) => status === 201);
    expect([taken.length, statuses.filter((status) => status === 429).length]).toEqual([2, 10]);
  });
});
