import type { EventCtx } from '@plenary/platform';
import { createSignInLinkFor, makeLink } from '@plenary/identity';
import { aReleasedEvent } from '@plenary/testing';
import { aPart, startTestApi, type TestApi } from '@plenary/testing/api';

/** Opening mailed links by forms alone, as a browser without script sends them. */

let api: TestApi;
let ctx: EventCtx;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
  ctx = await aReleasedEvent(api.operator);
});
afterAll(() => api.close());

const form = 'application/x-www-form-urlencoded';

const send = (url: string, link: string, headers: Record<string, string> = {}) =>
  api.api.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': form, accept: 'text/html', ...headers },
    payload: new URLSearchParams({ link }).toString(),
  });

async function aPartLink(): Promise<string> {
  const cookie = await aPart(ctx);
  return `${api.services.settings.publicUrl}/link#${cookie.slice(cookie.indexOf('=') + 1)}`;
}

test.each(['/link', '/sign-in'])(
  'the link of a part, pasted at %s whole or by its secret, leads to the part, and is kept beside the session',
  async (url) => {
    const link = await aPartLink();
    const secret = link.slice(link.indexOf('#') + 1);
    for (const pasted of [link, secret, ` ${secret}\n`, link.replace('/link', '/sign-in')]) {
      const answer = await send(url, pasted);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/events/${ctx.event.slug}/part`]);
      expect(answer.cookies.map(({ name, value }) => [name, value])).toEqual([
        [`plenary-part-${ctx.event.slug}`, secret],
      ]);
    }
    expect((await send(`${url}?language=ja`, link)).headers.location).toBe(
      `/events/${ctx.event.slug}/part?language=ja`,
    );
  },
);

test.each(['/link', '/sign-in'])('a link to sign in, pasted at %s, signs in, once', async (url) => {
  await api.signedIn('VIEWER', ctx);
  const { email } = await api.services.prisma.account.findFirstOrThrow();
  const link = await createSignInLinkFor(api.operator, email);
  const first = await send(url, link);
  expect([first.statusCode, first.headers.location]).toEqual([303, '/']);
  const cookie = first.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  expect((await api.graphql('{ viewer { email } }', {}, cookie)).data).toEqual({ viewer: { email } });
  expect((await send(url, link)).statusCode).toBe(401);
});

test('a link that opens nothing is told so beside its field, in the language of the page, and is not shown again', async () => {
  for (const pasted of ['', 'x', `part.${'x'.repeat(43)}`, '<script>alert(1)</script>', '#'.repeat(3_000)]) {
    const { statusCode, body, cookies } = await send('/link?language=ja', pasted);
    expect([statusCode, cookies]).toEqual([401, []]);
    expect(body).toMatch(/role="alert"[^>]*id="link-problem"[^>]*>[^<]*有効期限/);
    expect(body).toMatch(/aria-invalid="true" aria-describedby="link-problem link-hint"/);
    if (pasted.length > 1) expect(body).not.toContain(pasted.slice(0, 40));
  }
});

test('a page elsewhere opens no link for its visitor', async () => {
  const link = await aPartLink();
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    const { statusCode, cookies } = await send('/link', link, headers);
    expect([statusCode, cookies]).toEqual([403, []]);
  }
  expect((await send('/link', link, { origin: api.services.settings.publicUrl })).statusCode).toBe(303);
});

test('opening the pages opens no link, and says for every purpose what a click would do', async () => {
  const before = await ctx.db.auditEntry.count();
  const url = new URL(
    await makeLink(ctx, 'REVIEW', {
      event: { id: ctx.event.id, endsOn: '2026-11-24' },
      subjectId: (await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id } })).id,
    }),
  );
  expect(url.pathname).toBe('/link');
  for (const method of ['GET', 'HEAD'] as const) {
    const { statusCode, cookies, body } = await api.api.server.inject({ method, url: '/link' });
    expect([statusCode, cookies]).toEqual([200, []]);
    if (method === 'GET')
      for (const purpose of ['sign_in', 'registration', 'part', 'review', 'invitation', 'delegation'])
        expect(body).toMatch(new RegExp(`<p data-purpose="${purpose}" hidden="">[^<]{10,}</p>`));
  }
  expect(await ctx.db.auditEntry.count()).toBe(before);
});

test('wrong links are counted by their address, and a live one opens all the same', async () => {
  const link = await aPartLink();
  await send('/link', link);
  const sent: number[] = [];
  for (let count = 0; count < 61; count += 1)
    sent.push((await send('/link', `part.${'y'.repeat(43)}`)).statusCode);
  expect([sent[0], sent.at(-1)]).toEqual([401, 429]);
  expect((await send('/link', link)).statusCode).toBe(303);
});

test('a browser signs out of one link by a form', async () => {
  const cookie = await aPart(ctx);
  const answer = await api.api.server.inject({
    method: 'POST',
    url: '/sign-out',
    headers: { cookie, 'content-type': form },
    payload: new URLSearchParams({ link: `PART/${ctx.event.slug}` }).toString(),
  });
  expect([answer.statusCode, answer.cookies.map(({ name, maxAge }) => [name, maxAge])]).toEqual([
    303,
    [[`plenary-part-${ctx.event.slug}`, 0]],
  ]);
});
