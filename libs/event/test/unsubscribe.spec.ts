import { unsubscribeUrl } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const pathOf = (ctx: EventCtx, language = 'en'): string => {
  const { pathname, search } = new URL(unsubscribeUrl(ctx, 'someone@example.org', language));
  return pathname + search;
};

const count = (ctx: EventCtx): Promise<number> =>
  ctx.db.unsubscription.count({ where: { eventId: ctx.event.id } });

test('opening the link shows a button and changes nothing; the button unsubscribes', async () => {
  const ctx = await aReleasedEvent(api.operator);
  const url = pathOf(ctx);
  for (const method of ['GET', 'HEAD', 'GET'] as const) {
    const opened = await api.api.server.inject({ method, url });
    expect([opened.statusCode, opened.headers['cache-control']]).toEqual([200, 'no-store']);
  }
  const page = (await api.api.server.inject(url)).body;
  const [form = ''] = /<form [^>]*>/.exec(page) ?? [];
  expect(form).toContain('method="post"');
  expect(form).toContain(`action="${url.replaceAll('&', '&amp;')}"`);
  expect(page).toContain('Do you want no more notices of Meeting ');
  expect(await count(ctx)).toBe(0);
  const clicked = await api.api.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:3000' },
    payload: '',
  });
  expect([clicked.statusCode, clicked.body.includes('You get no more notices of Meeting ')]).toEqual([
    200,
    true,
  ]);
  expect(await count(ctx)).toBe(1);
});

test.each([
  ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  [
    'a form of parts',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
  ],
])('a mail program posts %s without a page of ours, as often as it likes', async (_what, type, payload) => {
  const ctx = await aReleasedEvent(api.operator);
  const post = () =>
    api.api.server.inject({ method: 'POST', url: pathOf(ctx), headers: { 'content-type': type }, payload });
  const answers = await Promise.all([post(), post(), post()]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect(await count(ctx)).toBe(1);
});

test('a reader of Japanese is asked in Japanese', async () => {
  const ctx = await aReleasedEvent(api.operator, {
    event: { title: { en: 'Symposium', ja: 'シンポジウム' } },
  });
  const { body } = await api.api.server.inject(pathOf(ctx, 'ja'));
  expect(body).toContain('<html lang="ja">');
  expect(body).toContain('シンポジウムのお知らせメールの配信を停止しますか。');
});

test('a language that is none is the first of the event', async () => {
  const ctx = await aReleasedEvent(api.operator);
  for (const language of ['__proto__', 'constructor', '<script>', '']) {
    const { statusCode, body } = await api.api.server.inject(pathOf(ctx, encodeURIComponent(language)));
    expect([statusCode, body.includes('Do you want no more notices of Meeting ')]).toEqual([200, true]);
  }
});

test('a token that is not ours opens nothing', async () => {
  const [ctx, other] = [await aReleasedEvent(api.operator), await aReleasedEvent(api.operator)];
  const token = new URL(pathOf(ctx), 'http://x').searchParams.get('token') ?? '';
  const [eventId = '', hash = '', signed = ''] = token.split('.');
  const forged = [
    '',
    '.',
    '..',
    'x.y.z',
    eventId,
    `${eventId}.${hash}`,
    `${eventId}.${hash}.`,
    `${eventId}.${hash}.${signed.slice(1)}`,
    `${eventId}.${hash}.${signed}x`,
    `${eventId}.${hash.split('').reverse().join('')}.${signed}`,
    `${other.event.id}.${hash}.${signed}`,
    `01a20cac-0000-7000-8000-000000000000.${hash}.${signed}`,
    `' OR 1=1 --.${hash}.${signed}`,
    '\u0000.\u0000.\u0000',
    'x'.repeat(10_000),
  ];
  for (const method of ['GET', 'POST'] as const) {
    for (const text of forged) {
      const url = `/unsubscribe?token=${encodeURIComponent(text)}`;
      const { statusCode, body } = await api.api.server.inject({ method, url });
      expect([text, statusCode, body]).toEqual([
        text,
        404,
        '{"errors":[{"message":"Page not found.","extensions":{"code":"NOT_FOUND"}}]}',
      ]);
    }
    expect((await api.api.server.inject({ method, url: '/unsubscribe' })).statusCode).toBe(404);
    const twice = `/unsubscribe?token=${token}&token=${token}`;
    expect((await api.api.server.inject({ method, url: twice })).statusCode).toBe(400);
  }
  expect([await count(ctx), await count(other)]).toEqual([0, 0]);
});
