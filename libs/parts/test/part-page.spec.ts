import type { EventCtx } from '@plenary/platform';
import { aPerson, aReleasedEvent } from '@plenary/testing';
import { aPart, startTestApi, type TestApi } from '@plenary/testing/api';
import sharp from 'sharp';
import { invitedProgram } from './invited-program.js';

/** A speaker's page by its forms alone, as a browser without script sends them. */

let api: TestApi;
let aJpeg: File;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
  const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: 'teal' } });
  aJpeg = new File([new Uint8Array(await picture.jpeg().toBuffer())], 'me.jpg', { type: 'image/jpeg' });
});
afterAll(() => api.close());

const people = [aPerson('smith', { email: 'smith@example.org' }), aPerson('tanaka', { language: 'ja' })];

async function aSpeaker(key = 'smith') {
  const ctx = await aReleasedEvent(api.operator, { people, program: invitedProgram });
  return speakerIn(ctx, key);
}

async function speakerIn(ctx: EventCtx, key: string) {
  const cookie = await aPart(ctx, key);
  const url = `/events/${ctx.event.slug}/part`;
  const open = (query = '', headers: Record<string, string> = {}) =>
    api.api.server.inject({ url: `${url}${query}`, headers: { cookie, accept: 'text/html', ...headers } });
  const send = (values: Record<string, string>, headers: Record<string, string> = {}) =>
    api.api.server.inject({
      method: 'POST',
      url,
      headers: {
        cookie,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      payload: new URLSearchParams(values).toString(),
    });
  const sendFile = async (values: Record<string, string>, file: File | null) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(values)) form.append(name, value);
    form.append('file', file ?? new File([], ''));
    const request = new Response(form);
    return api.api.server.inject({
      method: 'POST',
      url,
      headers: { cookie, accept: 'text/html', 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  };
  const own = async () =>
    ctx.db.appearance.findMany({
      where: { eventId: ctx.event.id, person: { key } },
      orderBy: { session: { startsAt: 'asc' } },
      include: { session: { select: { version: true } } },
    });
  const seen = async (place: number) => {
    const appearance = (await own())[place];
    return { appearanceId: appearance?.id ?? '', version: String(appearance?.session.version) };
  };
  const self = () =>
    ctx.db.person.findUniqueOrThrow({ where: { eventId_key: { eventId: ctx.event.id, key } } });
  return { ctx, url, open, send, sendFile, own, seen, self };
}

/** What a page says, without its marks. */
const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

/** The field of this name, with the words that describe it. */
function described(html: string, name: string): { tag: string; words: string[] } {
  const tag =
    new RegExp(`<(?:input|textarea)[^>]* name="${name.replace('.', '\\.')}"[^>]*>`).exec(html)?.[0] ?? '';
  const ids = /aria-describedby="([^"]*)"/.exec(tag)?.[1]?.split(' ') ?? [];
  return { tag, words: ids.map((id) => new RegExp(`id="${id}"[^>]*>([^<]*)`).exec(html)?.[1] ?? '') };
}

describe('the page of a part', () => {
  test('answers, one by one, and says what was saved', async () => {
    const { open, send, own, seen, url } = await aSpeaker();
    const before = await open();
    expect(before.statusCode).toBe(200);
    expect(textOf(before.body)).toContain('your answer to our invitation');
    const [first, second] = [await seen(0), await seen(1)];
    const confirmed = await send({ form: 'answer', answer: 'confirm', ...first });
    expect([confirmed.statusCode, confirmed.headers.location]).toEqual([
      303,
      `${url}?saved=answer&of=${first.appearanceId}`,
    ]);
    expect((await send({ form: 'answer', answer: 'decline', ...second })).statusCode).toBe(303);
    expect((await own()).map(({ state }) => state)).toEqual(['CONFIRMED', 'DECLINED']);
    const after = await open(`?saved=answer&of=${first.appearanceId}`);
    expect(textOf(after.body)).toMatch(/Your answer is saved\. [^:]+: confirmed/);
    expect(textOf(after.body)).not.toContain('your answer to our invitation');
    await send({ form: 'answer', answer: 'decline', ...(await seen(0)) });
    expect(textOf((await open()).body)).toContain('we ask you for nothing more');
  });

  test('takes consents, each with yes, no and no answer', async () => {
    const { send, own, seen, open } = await aSpeaker();
    const consents = { form: 'consents', mayRecord: 'yes', mayQuote: 'no', mayShow: '' };
    expect((await send({ ...consents, ...(await seen(0)) })).statusCode).toBe(303);
    const of = async () =>
      (await own()).map(({ mayRecord, mayQuote, mayShow }) => [mayRecord, mayQuote, mayShow]);
    expect(await of()).toEqual([
      [true, false, null],
      [null, null, null],
    ]);
    expect(
      (await open()).body.match(/value="(?:yes|no)" checked|checked="" value="(?:yes|no)"/g),
    ).toHaveLength(2);
    await send({ ...consents, mayRecord: '', ...(await seen(0)) });
    expect((await of())[0]).toEqual([null, false, null]);
  });

  test('takes own words in each language, needs and whether they may be published; what is emptied is gone', async () => {
    const { ctx, send, self, open } = await aSpeaker();
    const biography = '<script>alert(1)</script>\r\n"Second" line & more';
    const values = {
      form: 'profile',
      version: '1',
      'title.en': 'Colonel',
      'biography.en': biography,
      'biography.ja': '略歴です。',
      needs: 'No stairs.',
      mayPublish: 'yes',
    };
    expect(ctx.event.languages).toContain('ja');
    expect((await send(values)).statusCode).toBe(303);
    expect(await self()).toMatchObject({
      title: { en: 'Colonel' },
      biography: { en: biography.replace('\r\n', '\n'), ja: '略歴です。' },
      needs: 'No stairs.',
      mayPublish: true,
      version: 2,
    });
    const { body } = await open();
    expect(body).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;\n&quot;Second&quot; line &amp; more</textarea>',
    );
    expect(body).not.toContain('<script>alert');
    await send({ form: 'profile', version: '2' });
    expect(await self()).toMatchObject({ title: null, biography: null, needs: null, mayPublish: null });
  });

  test('takes times of the venue, in rows that are added and taken away before anything is saved', async () => {
    const { ctx, send, open } = await aSpeaker();
    const row = { 'row0.startsAt': '2026-11-24T09:00', 'row0.endsAt': '2026-11-24T12:00' };
    const windows = async () =>
      (await ctx.db.availability.findMany({ where: { eventId: ctx.event.id } })).map((one) => one.windows);
    const form = { form: 'availability', version: '0' };
    const before = await windows();
    const added = await send({ ...form, ...row, action: 'add' });
    expect(added.statusCode).toBe(200);
    expect(textOf(added.body)).toContain('Not saved yet');
    expect(added.body).toContain('name="row1.startsAt"');
    expect(described(added.body, 'row0.startsAt').tag).toContain('value="2026-11-24T09:00"');
    const taken = await send({ ...form, ...row, 'row1.startsAt': '', 'row1.endsAt': '', remove: '0' });
    expect(taken.body).not.toContain('2026-11-24T09:00');
    expect(await windows()).toEqual(before);
    const saved = await send({ ...form, ...row, 'row1.startsAt': '', 'row1.endsAt': '' });
    expect(saved.statusCode).toBe(303);
    expect(await windows()).toEqual([
      [{ startsAt: '2026-11-24T00:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' }],
    ]);
    expect((await open()).body).toContain('value="2026-11-24T09:00"');
  });

  test('takes a photograph, shows it, and takes it away', async () => {
    const { ctx, url, sendFile, send, self, open } = await aSpeaker();
    const photograph = { form: 'photograph', version: '1' };
    const answer = await sendFile(photograph, aJpeg);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${url}?saved=photograph`]);
    const kept = () => ctx.db.photograph.count({ where: { eventId: ctx.event.id } });
    expect([await kept(), (await self()).version]).toEqual([1, 2]);
    const { body } = await open();
    expect(body).toContain(`<img src="${url}/photograph?`);
    expect(textOf(body)).not.toContain('a photograph');
    expect((await send({ ...photograph, version: '2', action: 'remove' })).statusCode).toBe(303);
    expect(await kept()).toBe(0);
  });

  test('takes materials, once however often they are sent, and lets them be changed and taken away', async () => {
    const { ctx, url, sendFile, send, open, own } = await aSpeaker();
    const key = /name="clientKey" value="([^"]+)"/.exec((await open()).body)?.[1] ?? '';
    const material = {
      form: 'material',
      clientKey: key,
      sessionId: (await own())[0]?.sessionId ?? '',
      kind: 'PAPER',
      title: 'A <paper>',
      mayPublish: 'no',
    };
    const pdf = new File(['%PDF-1.7\nnothing in it\n%%EOF\n'], 'paper.pdf', { type: 'application/pdf' });
    expect((await sendFile(material, pdf)).headers.location).toBe(`${url}?saved=material`);
    const again = await sendFile(material, pdf);
    expect([again.statusCode, textOf(again.body)]).toEqual([
      409,
      expect.stringContaining('the file is here already'),
    ]);
    const rows = () => ctx.db.material.findMany({ where: { eventId: ctx.event.id } });
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'PAPER', title: 'A <paper>', mayPublish: false });
    const materialId = row?.id ?? '';
    expect((await open()).body).toContain(`<a href="${url}/materials/${materialId}">A &lt;paper&gt;</a>`);
    await send({ form: 'materialChange', materialId, title: 'Another', mayPublish: 'yes' });
    expect(await rows()).toMatchObject([{ title: 'Another', mayPublish: true }]);
    const refused = await send({ form: 'materialChange', materialId, title: '', mayPublish: 'yes' });
    expect(refused.statusCode).toBe(400);
    expect(await rows()).toMatchObject([{ title: 'Another' }]);
    expect((await send({ form: 'removal', materialId })).statusCode).toBe(303);
    expect(await rows()).toEqual([]);
  });

  test('comes in the language of the address, else of their mail', async () => {
    const { open } = await aSpeaker('tanaka');
    expect((await open('', { 'accept-language': 'fr' })).body).toContain('<html lang="ja">');
    const french = (await open('?language=fr')).body;
    expect(french).toContain('<html lang="fr">');
    expect(french).toMatch(/action="\/events\/[\w-]+\/part\?language=fr"/);
  });
});

describe('a refusal', () => {
  test.each([
    ['that nobody chose', () => null],
    ['of another kind', () => new File(['GIF89a'], 'me.gif', { type: 'image/gif' })],
    ['that says it is what it is not', () => new File(['%PDF-1.7'], 'me.jpg', { type: 'image/jpeg' })],
    ['that is too large', () => new File([new Uint8Array(5_000_001)], 'me.jpg', { type: 'image/jpeg' })],
  ])('of a file %s marks its field, and what was there stays', async (_what, file) => {
    const { ctx, sendFile, self } = await aSpeaker();
    await sendFile({ form: 'photograph', version: '1' }, aJpeg);
    const { statusCode, body } = await sendFile({ form: 'photograph', version: '2' }, file());
    expect(statusCode).toBe(400);
    expect(described(body, 'file').tag).toMatch(/aria-invalid="true"/);
    expect(described(body, 'file').words).toContain(
      'File: please choose one of the kind and size that are named.',
    );
    expect(await ctx.db.photograph.count({ where: { eventId: ctx.event.id } })).toBe(1);
    expect((await self()).version).toBe(2);
  });

  test('comes with what was typed and with the error as the description of its field; nothing is half-saved', async () => {
    const { send, self, open } = await aSpeaker();
    const before = await self();
    const values = {
      form: 'profile',
      version: '1',
      'title.en': 'x'.repeat(101),
      'biography.en': 'Kept "words" <b>',
      needs: 'bell \u0007',
    };
    const { statusCode, body } = await send(values);
    expect(statusCode).toBe(400);
    const title = described(body, 'title.en');
    expect(title.tag).toMatch(/aria-invalid="true"/);
    expect(title.tag).toMatch(/autofocus/);
    expect(title.words[0]).toContain('at most 100 characters');
    expect(described(body, 'needs').words[0]).toContain('2,000 characters');
    expect(described(body, 'biography.en').tag).toMatch(/aria-invalid="false"/);
    expect(body).toContain('Kept &quot;words&quot; &lt;b&gt;</textarea>');
    expect(await self()).toEqual(before);
    const regions = (html: string) => html.match(/role="(?:alert|status)"/g)?.length;
    expect(regions((await open()).body)).toBe(regions(body));
  });

  test('of a stale form says what stands recorded now, and the form may be sent again', async () => {
    const { send, self } = await aSpeaker();
    await send({ form: 'profile', version: '1', needs: 'From another window.' });
    const mine = { form: 'profile', version: '1', needs: 'Mine.' };
    const { statusCode, body } = await send(mine);
    expect(statusCode).toBe(409);
    expect(described(body, 'needs').words[0]).toBe('Recorded now: From another window.');
    expect(body).toContain('>Mine.</textarea>');
    expect(body).toMatch(/name="version" value="2"/);
    expect((await self()).needs).toBe('From another window.');
    expect((await send({ ...mine, version: '2' })).statusCode).toBe(303);
    expect((await self()).needs).toBe('Mine.');
  });

  test.each([
    ['no day', { 'row0.startsAt': '', 'row0.endsAt': '2026-11-24T12:00' }, 'row0.startsAt'],
    [
      'no such day',
      { 'row0.startsAt': '2026-11-31T09:00', 'row0.endsAt': '2026-12-01T12:00' },
      'row0.startsAt',
    ],
    [
      'an end before its beginning',
      { 'row0.startsAt': '2026-11-24T12:00', 'row0.endsAt': '2026-11-24T09:00' },
      'row0.endsAt',
    ],
    [
      'two that overlap',
      {
        'row0.startsAt': '2026-11-24T09:00',
        'row0.endsAt': '2026-11-24T12:00',
        'row1.startsAt': '2026-11-24T11:00',
        'row1.endsAt': '2026-11-24T13:00',
      },
      'row0.startsAt',
    ],
  ])('of %s in the times marks the field', async (_what, row, field) => {
    const { ctx, send } = await aSpeaker();
    const { statusCode, body } = await send({ form: 'availability', version: '0', ...row });
    expect(statusCode).toBe(400);
    expect(described(body, field).tag).toMatch(/aria-invalid="true"/);
    expect(await ctx.db.availability.count({ where: { eventId: ctx.event.id } })).toBe(0);
  });

  test('of what is not one’s own is NOT_FOUND, of another page FORBIDDEN, and nothing is saved', async () => {
    const { ctx, send, seen, own } = await aSpeaker();
    const tanaka = await speakerIn(ctx, 'tanaka');
    const theirs = { form: 'answer', answer: 'confirm', ...(await tanaka.seen(0)) };
    const mine = { form: 'answer', answer: 'confirm', ...(await seen(0)) };
    const attempts: [Record<string, string>, Record<string, string>, number][] = [
      [theirs, {}, 404],
      [{ ...mine, appearanceId: '01a20cac-0000-7000-8000-000000000000' }, {}, 404],
      [{ ...mine, appearanceId: 'x' }, {}, 400],
      [{ ...mine, answer: 'perhaps' }, {}, 400],
      [{ ...mine, version: '7' }, {}, 409],
      [{ ...mine, form: 'constructor' }, {}, 400],
      [mine, { origin: 'https://evil.example' }, 403],
      [mine, { origin: 'null' }, 403],
      [mine, { 'sec-fetch-site': 'cross-site' }, 403],
      [mine, { cookie: '' }, 401],
    ];
    const got: number[] = [];
    for (const [values, headers] of attempts) got.push((await send(values, headers)).statusCode);
    expect(got).toEqual(attempts.map(([, , status]) => status));
    expect([...(await own()), ...(await tanaka.own())].map(({ state }) => state)).not.toContain('CONFIRMED');
  });

  test('of a link that is over is a page that says what to do, the same for every event', async () => {
    const { ctx, open } = await aSpeaker();
    await ctx.db.link.updateMany({
      where: { eventId: ctx.event.id },
      data: { revokedAt: ctx.services.clock.now() },
    });
    const { statusCode, body } = await open('?language=ja');
    expect(statusCode).toBe(401);
    expect(body).toContain('ご利用にはリンクが必要です');
    expect(body).toContain('action="/link?language=ja"');
    const never = await api.api.server.inject({
      url: '/events/never-was/part?language=ja',
      headers: { accept: 'text/html' },
    });
    expect([never.statusCode, never.body]).toEqual([401, body]);
  });
});
