import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { eventNoun } from '@plenary/event/noun';
import type { EventCtx } from '@plenary/platform';
import { zipSync } from 'fflate';
import { findFindings, releaseProgram } from '@plenary/program';
import { aPerson, aReleasedEvent, anEvent, eventually, statementsOf, withWorker } from '@plenary/testing';
import { aPart, headersOf, startTestApi, type TestApi } from '@plenary/testing/api';
import sharp from 'sharp';
import { invitedProgram } from './invited-program.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
});
afterAll(() => api.close());

const people = [aPerson('smith', { email: 'smith@example.org' }), aPerson('tanaka')];

const partFields = `{
  event { slug state }
  profile { displayName title { text language } biography { text language } needs photographUrl mayPublish version }
  sessions {
    id version title { text } localStartsAt localEndsAt
    appearances { id role state mayRecord mayQuote mayShow }
  }
  availability { windows { startsAt endsAt } version }
  materials { id title mediaType bytes mayPublish url person { displayName } }
  asked
}`;

async function partOf(ctx: EventCtx, cookie: string) {
  const { body } = await api.graphql(
    `query ($event: String!) { part(event: $event) ${partFields} }`,
    { event: ctx.event.slug },
    cookie,
  );
  return JSON.parse(body).data.part;
}

/** What a mutation of one's own part answers. */
function change(ctx: EventCtx, name: string, input: Record<string, unknown>, cookie: string | undefined) {
  const type = { confirmAppearance: 'Answer', declineAppearance: 'Answer' }[name];
  const inputType = `${type ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`}Input`;
  const document = `mutation ($input: ${inputType}!) { ${name}(input: $input) ${partFields} }`;
  return api.graphql(document, { input: { event: ctx.event.slug, ...input } }, cookie);
}

async function personId(ctx: EventCtx, key = 'smith'): Promise<string> {
  const where = { eventId_key: { eventId: ctx.event.id, key } };
  return (await ctx.db.person.findUniqueOrThrow({ where })).id;
}

async function upload(cookie: string, purpose: string, type: string, content: Buffer) {
  const response = await api.api.server.inject({
    method: 'POST',
    url: `/uploads?purpose=${purpose}`,
    headers: { ...headersOf(cookie), 'content-type': type },
    payload: content,
  });
  const { id = '' }: { id?: string } = response.json();
  return { status: response.statusCode, id };
}

const get = (url: string, cookie?: string) =>
  api.api.server.inject({ url, headers: cookie === undefined ? {} : { cookie } });

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\nnothing in it\n%%EOF\n');

const segment = (name: number, content: string): Buffer => {
  const head = Buffer.from([0xff, name, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
};
/** What a picture must not tell. */
const secrets = ['35.6762 N', 'at home', 'second picture', 'by whom', 'a film', 'somebody', 'CAM'];
/** Red above green, with colours of its own; the camera was held on its side, so that red stands at the left. */
const painted = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#c02040' } })
    .composite([
      { input: { create: { width: 40, height: 10, channels: 3, background: '#20c040' } }, gravity: 'south' },
    ])
    .withIccProfile('p3');
const jpegThatTells = async (): Promise<Buffer> => {
  const jpeg = await painted().jpeg().toBuffer();
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(
      0xe1,
      'Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x10\0\x02\0\0\0\x04CAM\0\0\0\0\0 35.6762 N',
    ),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>at home</x:xmpmeta>'),
    segment(0xe2, 'MPF\0of a second picture'),
    segment(0xed, 'Photoshop 3.0\x008BIM by whom'),
    segment(0xfe, 'taken at home'),
    jpeg.subarray(2),
    Buffer.from('a film, behind the end'),
  ]);
};
const chunk = (type: string, content: string): Buffer => {
  const body = Buffer.from(`${type}${content}`, 'latin1');
  const [head, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(content.length);
  end.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, end]);
};
const pngThatTells = async (): Promise<Buffer> => {
  const painting = await painted().png().toBuffer();
  return Buffer.concat([
    painting.subarray(0, 33),
    chunk('tEXt', 'Author\0somebody'),
    chunk('eXIf', 'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0 35.6762 N'),
    chunk('tIME', '\x07\xea\x0b\x18\0\0\0'),
    painting.subarray(33),
    Buffer.from('a film, behind the end'),
  ]);
};

/** A picture that says it has ten thousand million pixels. */
const bomb = Buffer.from(png);
bomb.writeUInt32BE(100_000, 16);
bomb.writeUInt32BE(100_000, 20);

const pptx = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const relationsOf = (...relations: string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
const presentation = (more: Readonly<Record<string, string | Uint8Array>> = {}): Buffer => {
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="${pptx}.main+xml"/></Types>`,
    '_rels/.rels': relationsOf(
      '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="ppt/presentation.xml"/>',
    ),
    'ppt/presentation.xml': '<p:presentation xmlns:p="x"/>',
    ...more,
  };
  const bytes = Object.entries(parts).map(([name, content]) => [name, Buffer.from(content)]);
  return Buffer.from(zipSync(Object.fromEntries(bytes)));
};

describe('the link of a part', () => {
  test('is mailed, opens the part any number of times, and is hashed, listed and revoked', async () => {
    const ctx = await anEvent(api.operator, { people, program: invitedProgram });
    const organiser = await api.signedIn('PROGRAM_EDITOR', ctx);
    const send = (clientKey: string) =>
      api.graphql(
        'mutation ($input: SendPartLinksInput!) { sendPartLinks(input: $input) }',
        { input: { event: ctx.event.slug, clientKey, personIds: [smith] } },
        organiser,
      );
    const smith = await personId(ctx);
    const clientKey = randomUUID();
    expect((await send(clientKey)).data).toEqual({ sendPartLinks: 1 });
    expect((await send(clientKey)).data).toEqual({ sendPartLinks: 1 });

    await withWorker(api, eventNoun.handlers, () =>
      eventually(async () => (await ctx.db.notice.count({ where: { state: 'SENT' } })) === 1),
    );

    const mails = await ctx.db.keptMail.findMany();
    expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['smith@example.org', `Your part in ${await titleOf(ctx)}`],
    ]);
    const [, token = ''] = /\/link#(\S+)/.exec(mails[0]?.text ?? '') ?? [];
    const rows = await ctx.db.link.findMany({ where: { purpose: 'PART' } });
    expect(JSON.stringify(rows)).not.toContain(token.slice('part.'.length));

    const open = () => api.api.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
    const [first, second] = [await open(), await open()];
    expect([first.statusCode, second.statusCode]).toEqual([204, 204]);
    const cookie = first.cookies.map(({ name, value }) => `${name}=${value}`).join();
    expect(cookie).toBe(`plenary-part-${ctx.event.slug}=${token}`);
    const part = await partOf(ctx, cookie);
    expect([part.event, part.profile.displayName]).toEqual([
      { slug: ctx.event.slug, state: 'DRAFT' },
      'Colonel Alex Smith',
    ]);
    expect(part.sessions.map((session: { localStartsAt: string }) => session.localStartsAt)).toEqual([
      '2026-11-24T10:00:00+09:00',
      '2026-11-24T11:00:00+09:00',
    ]);

    const listed = await api.graphql(
      'query ($slug: String!) { event(slug: $slug) { partLinks { id personId usedAt revokedAt expiresAt } } }',
      { slug: ctx.event.slug },
      organiser,
    );
    const links = [
      {
        id: rows[0]?.id,
        personId: smith,
        usedAt: expect.any(String),
        revokedAt: null,
        expiresAt: '2026-12-25T12:00:00.000Z',
      },
    ];
    expect(listed.data).toEqual({ event: { partLinks: links } });
    const revoke = () =>
      api.graphql(
        'mutation ($input: RevokePartLinkInput!) { revokePartLink(input: $input) }',
        { input: { event: ctx.event.slug, linkId: rows[0]?.id } },
        organiser,
      );
    expect((await revoke()).data).toEqual({ revokePartLink: true });
    expect((await revoke()).codes).toEqual(['NOT_FOUND']);
    expect((await change(ctx, 'updateProfile', { version: 1 }, cookie)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await open()).statusCode).toBe(401);
  });

  test('ends by itself, and opens nothing of the account that has the same address', async () => {
    const ctx = await anEvent(api.operator, { people, program: invitedProgram });
    const cookie = await aPart(ctx);
    const { data } = await api.graphql('{ viewer { email } events { slug } }', {}, cookie);
    expect(data?.['viewer']).toBeNull();
    const draft = 'query ($slug: String!) { event(slug: $slug) { draft { sessions { id } } } }';
    expect((await api.graphql(draft, { slug: ctx.event.slug }, cookie)).data).toEqual({ event: null });
    const through = 'query ($slug: String!) { part(event: $slug) { event { draft { sessions { id } } } } }';
    expect((await api.graphql(through, { slug: ctx.event.slug }, cookie)).codes).toEqual(['NOT_FOUND']);
    api.setTime('2026-11-25T09:00:01Z');
    expect((await change(ctx, 'updateProfile', { version: 1 }, cookie)).codes).toEqual(['UNAUTHENTICATED']);
    api.setTime('2026-11-24T09:00:00Z');
  });

  test('can be claimed by an account, once, and given back by staff', async () => {
    const ctx = await anEvent(api.operator, { people, program: invitedProgram });
    const elsewhere = await anEvent(api.operator);
    const account = await api.signedIn('VIEWER', elsewhere);
    const other = await api.signedIn('VIEWER', elsewhere);
    const claim = async (cookie: string, key?: string) => {
      const [, token] = (await aPart(ctx, key)).split('=');
      const document =
        'mutation ($input: ClaimPartInput!) { claimPart(input: $input) { profile { displayName } } }';
      return api.graphql(document, { input: { token } }, cookie);
    };
    expect((await change(ctx, 'updateProfile', { version: 1 }, account)).codes).toEqual(['NOT_FOUND']);
    const claimed = { claimPart: { profile: { displayName: 'Colonel Alex Smith' } } };
    expect((await claim(account)).data).toEqual(claimed);
    expect((await claim(account)).data).toEqual(claimed);
    expect((await claim(other)).codes).toEqual(['CONFLICT']);
    expect((await claim(account, 'tanaka')).codes).toEqual(['CONFLICT']);
    expect((await change(ctx, 'updateProfile', { version: 1, needs: 'A lectern.' }, account)).codes).toEqual(
      [],
    );
    const release = await api.graphql(
      'mutation ($input: ReleasePartInput!) { releasePart(input: $input) }',
      { input: { event: ctx.event.slug, personId: await personId(ctx) } },
      await api.signedIn('ORGANISER', ctx),
    );
    expect(release.data).toEqual({ releasePart: true });
    expect((await change(ctx, 'updateProfile', { version: 2 }, account)).codes).toEqual(['NOT_FOUND']);
  });
});

async function titleOf(ctx: EventCtx): Promise<string> {
  const { title } = await ctx.db.event.findUniqueOrThrow({ where: { id: ctx.event.id } });
  return JSON.parse(JSON.stringify(title)).en;
}

const publicProgram = `query ($slug: String!) {
  event(slug: $slug) { program { sessions { appearances { person { displayName } role confirmed biography { text } photographUrl } } } }
}`;

/** What the public sees of those in the first session. */
async function shownOf(ctx: EventCtx) {
  const { data } = await api.graphql(publicProgram, { slug: ctx.event.slug });
  return JSON.parse(JSON.stringify(data)).event.program.sessions[0].appearances;
}

describe('who has a part', () => {
  test('confirms and declines it: draft, log, findings, subscribers and the public see it at once', async () => {
    const ctx = await aReleasedEvent(api.operator, { people, program: invitedProgram });
    const [organiser, cookie] = [await api.signedIn('ORGANISER', ctx), await aPart(ctx)];
    const watching = await api.subscribe(
      'subscription ($event: String!) { draftChanged(event: $event) { lastEdit edits { operation accountId personId } } }',
      { event: ctx.event.slug },
      organiser,
    );
    expect(await watching.next()).toEqual({
      data: { draftChanged: expect.objectContaining({ lastEdit: 1 }) },
    });
    const [keynote] = (await partOf(ctx, cookie)).sessions;
    const own = { appearanceId: keynote.appearances[0].id };
    expect((await shownOf(ctx))[0].confirmed).toBe(false);

    const confirmed = await change(ctx, 'confirmAppearance', { ...own, version: 1 }, cookie);
    expect(confirmed.codes).toEqual([]);
    expect(await watching.next()).toEqual({
      data: {
        draftChanged: {
          lastEdit: 2,
          edits: [
            { operation: 'confirmAppearance', accountId: null, personId: await personId(ctx) },
            expect.objectContaining({ operation: 'importProgram' }),
          ],
        },
      },
    });
    await watching.close();
    expect((await shownOf(ctx))[0].confirmed).toBe(true);
    const again = await change(ctx, 'confirmAppearance', { ...own, version: 2 }, cookie);
    expect(JSON.parse(again.body).data.confirmAppearance.sessions[0].version).toBe(2);

    const rules = async () =>
      (await findFindings(ctx))
        .filter(({ sessionIds }) => sessionIds.includes(keynote.id))
        .map(({ rule, severity }) => `${severity} ${rule}`);
    expect(await rules()).not.toContain('WARNING unconfirmed-speaker');
    const stale = await change(ctx, 'declineAppearance', { ...own, version: 1 }, cookie);
    expect([stale.codes, stale.extensions['current']]).toEqual([
      ['STALE_VERSION'],
      {
        version: 2,
        startsAt: '2026-11-24T01:00:00.000Z',
        endsAt: '2026-11-24T02:00:00.000Z',
        appearance: expect.objectContaining({ id: own.appearanceId, state: 'CONFIRMED' }),
      },
    ]);
    await change(ctx, 'declineAppearance', { ...own, version: 2 }, cookie);
    expect(await rules()).toContain('BLOCKER declined-speaker');
    expect((await shownOf(ctx))[0].confirmed).toBe(false);
    await expect(releaseProgram(ctx, { waivers: [], waiveAll: null })).rejects.toThrow('has declined');
    const earlier = `query ($slug: String!) { event(slug: $slug) { program(release: 1) { sessions { appearances { confirmed biography { text } } } } } }`;
    const { body } = await api.graphql(earlier, { slug: ctx.event.slug });
    expect(JSON.parse(body).data.event.program.sessions[0].appearances).toEqual([
      { confirmed: false, biography: null },
    ]);
  });

  test('says what they agree to and when they can, and is asked for what is left', async () => {
    const ctx = await anEvent(api.operator, { people, program: invitedProgram });
    const cookie = await aPart(ctx, 'tanaka');
    const part = await partOf(ctx, cookie);
    expect(part.asked).toEqual(['ANSWER', 'CONSENT', 'BIOGRAPHY', 'PHOTOGRAPH', 'PUBLICATION']);
    const [panel] = part.sessions;
    const own = { appearanceId: panel.appearances[0].id };
    await change(ctx, 'setConsent', { ...own, version: 1, mayRecord: true, mayShow: false }, cookie);
    await change(ctx, 'setConsent', { ...own, version: 2, mayQuote: true }, cookie);
    await change(ctx, 'confirmAppearance', { ...own, version: 3 }, cookie);
    await change(
      ctx,
      'updateProfile',
      { version: 1, biography: [{ language: 'en', text: 'Writes.' }], mayPublish: true },
      cookie,
    );
    const windows = [{ startsAt: '2026-11-24T00:00:00.000Z', endsAt: '2026-11-24T02:30:00.000Z' }];
    await change(ctx, 'setOwnAvailability', { version: 0, windows }, cookie);
    const after = await partOf(ctx, cookie);
    expect(after.sessions[0].appearances).toEqual([
      { ...panel.appearances[0], state: 'CONFIRMED', mayRecord: true, mayQuote: true, mayShow: false },
    ]);
    expect(after.availability).toEqual({ windows, version: 1 });
    expect(after.asked).toEqual(['PHOTOGRAPH']);
    expect((await findFindings(ctx)).map(({ rule }) => rule)).toContain('person-unavailable');
    expect((await change(ctx, 'setOwnAvailability', { version: 0, windows: [] }, cookie)).codes).toEqual([
      'STALE_VERSION',
    ]);
  });

  test.each([
    ['image/jpeg', jpegThatTells],
    ['image/png', pngThatTells],
  ])('a photograph as %s is kept upright, and without what it tells besides', async (type, make) => {
    const ctx = await aReleasedEvent(api.operator, { people, program: invitedProgram });
    const cookie = await aPart(ctx);
    const sent = await make();
    const { id, status } = await upload(cookie, 'photograph', type, sent);
    expect(status).toBe(201);
    expect((await change(ctx, 'setPhotograph', { version: 1, uploadId: id }, cookie)).codes).toEqual([]);
    const kept = (await get(`/events/${ctx.event.slug}/part/photograph`, cookie)).rawPayload;
    const told = (picture: Buffer) => secrets.filter((secret) => picture.includes(secret));
    expect(told(sent).length).toBeGreaterThan(2);
    expect(told(kept)).toEqual([]);
    const { width, height, orientation, exif, icc, xmp, iptc, comments } = await sharp(kept).metadata();
    expect([width, height]).toEqual([20, 40]);
    expect({ orientation, exif, icc, xmp, iptc, comments }).toEqual({});
    const { data } = await sharp(kept).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    // The first pixel of the upper line, and the last: what was below stands at the left.
    const [left, right] = [data.subarray(0, 2), data.subarray(57, 59)].map(
      ([red = 0, green = 0]) => red > green,
    );
    expect([left, right]).toEqual([false, true]);
    const early = [sent.subarray(0, 20), sent.subarray(0, -120)];
    for (const cut of early) expect((await upload(cookie, 'photograph', type, cut)).status).toBe(400);
  });

  test('describes themselves in hostile words, which come out as words, once they may be published', async () => {
    const ctx = await aReleasedEvent(api.operator, { people, program: invitedProgram });
    const cookie = await aPart(ctx);
    const hostile = '<script>alert(1)</script> \u202Eevil\n=cmd()';
    const biography = [{ language: 'en', text: hostile }];
    expect(
      (await change(ctx, 'updateProfile', { version: 1, biography, needs: 'No stairs.' }, cookie)).codes,
    ).toEqual([]);
    expect((await shownOf(ctx))[0].biography).toBeNull();
    const { id, status } = await upload(cookie, 'photograph', 'image/png', png);
    expect(status).toBe(201);
    const url = `/events/${ctx.event.slug}/people/${await personId(ctx)}/photograph`;
    const own = `/events/${ctx.event.slug}/part/photograph`;
    const set = await change(ctx, 'setPhotograph', { version: 2, uploadId: id }, cookie);
    expect(JSON.parse(set.body).data.setPhotograph.profile.photographUrl).toBe(own);
    expect([(await get(url)).statusCode, (await get(own)).statusCode]).toEqual([404, 401]);
    expect((await get(own, cookie)).statusCode).toBe(200);

    await change(ctx, 'updateProfile', { version: 3, mayPublish: true }, cookie);
    expect((await shownOf(ctx))[0]).toEqual({
      person: { displayName: 'Colonel Alex Smith' },
      role: 'KEYNOTE',
      confirmed: false,
      biography: { text: '<script>alert(1)</script> evil\n=cmd()' },
      photographUrl: url,
    });
    const photograph = await get(url);
    expect([
      photograph.rawPayload,
      photograph.headers['content-type'],
      photograph.headers['x-content-type-options'],
    ]).toEqual([await sharp(png).png().toBuffer(), 'image/png', 'nosniff']);
    await change(ctx, 'updateProfile', { version: 4, mayPublish: false }, cookie);
    expect((await get(url)).statusCode).toBe(404);
    expect((await shownOf(ctx))[0].biography).toBeNull();
    await change(ctx, 'setPhotograph', { version: 5, uploadId: null }, cookie);
    expect((await get(own, cookie)).statusCode).toBe(404);

    const needs = 'query ($slug: String!, $id: ID!) { event(slug: $slug) { person(id: $id) { needs } } }';
    const readBy = async (role: 'ORGANISER' | 'PROGRAM_EDITOR' | 'REGISTRAR') =>
      api.graphql(needs, { slug: ctx.event.slug, id: await personId(ctx) }, await api.signedIn(role, ctx));
    expect((await readBy('ORGANISER')).data).toEqual({ event: { person: { needs: 'No stairs.' } } });
    expect((await readBy('PROGRAM_EDITOR')).data).toEqual({ event: { person: { needs: null } } });
    expect((await readBy('REGISTRAR')).codes).toEqual(['FORBIDDEN']);
  });

  test('hands in materials that staff and they themselves download, and nobody else', async () => {
    const ctx = await aReleasedEvent(api.operator, { people, program: invitedProgram });
    const [cookie, other] = [await aPart(ctx), await aPart(ctx, 'tanaka')];
    const [keynote] = (await partOf(ctx, cookie)).sessions;
    const { id: uploadId } = await upload(cookie, 'material', 'application/pdf', pdf);
    const title = 'Plan "B" / 計画; filename=x';
    const input = { clientKey: randomUUID(), sessionId: keynote.id, kind: 'SLIDES', title, uploadId };
    const added = await change(ctx, 'addMaterial', input, cookie);
    const [material] = JSON.parse(added.body).data.addMaterial.materials;
    expect(material).toEqual({
      id: expect.any(String),
      title,
      mediaType: 'application/pdf',
      bytes: pdf.length,
      mayPublish: null,
      url: `/events/${ctx.event.slug}/part/materials/${String(material.id)}`,
      person: { displayName: 'Colonel Alex Smith' },
    });
    expect(
      JSON.parse((await change(ctx, 'addMaterial', input, cookie)).body).data.addMaterial.materials,
    ).toHaveLength(1);
    const staff = await api.signedIn('MINUTES_EDITOR', ctx);
    const forStaff = `/events/${ctx.event.slug}/materials/${String(material.id)}`;
    for (const [url, reader] of [
      [material.url, cookie],
      [forStaff, staff],
    ]) {
      const { rawPayload, headers } = await get(url, reader);
      expect(rawPayload).toEqual(pdf);
      expect([
        headers['content-disposition'],
        headers['x-content-type-options'],
        headers['cache-control'],
      ]).toEqual([
        `attachment; filename="material.pdf"; filename*=UTF-8''Plan%20%22B%22%20%2F%20%E8%A8%88%E7%94%BB%3B%20filename%3Dx.pdf`,
        'nosniff',
        'private, no-store',
      ]);
    }
    const elsewhere = await api.signedIn('ORGANISER', await anEvent(api.operator));
    expect((await get(material.url)).statusCode).toBe(401);
    for (const stranger of [other, elsewhere]) {
      const refused = await get(material.url, stranger);
      const never = await get(material.url.replace(material.id, randomUUID()), stranger);
      expect([refused.statusCode, refused.body]).toEqual([404, never.body]);
    }
    const changed = await change(
      ctx,
      'updateMaterial',
      { materialId: material.id, mayPublish: true },
      cookie,
    );
    expect(JSON.parse(changed.body).data.updateMaterial.materials[0].mayPublish).toBe(true);
    expect(
      (await change(ctx, 'updateMaterial', { materialId: material.id, mayPublish: true }, other)).codes,
    ).toEqual(['NOT_FOUND']);
    const removed = await change(ctx, 'removeMaterial', { materialId: material.id }, cookie);
    expect(JSON.parse(removed.body).data.removeMaterial.materials).toEqual([]);
    expect((await get(material.url, cookie)).statusCode).toBe(404);
  });
});

test('what a part can not do is refused, and changes nothing', async () => {
  const ctx = await anEvent(api.operator, { people, program: invitedProgram });
  const [cookie, other, elsewhere] = [
    await aPart(ctx),
    await aPart(ctx, 'tanaka'),
    await aPart(await anEvent(api.operator)),
  ];
  const [keynote, panel] = (await partOf(ctx, cookie)).sessions;
  const own = { appearanceId: keynote.appearances[0].id, version: 1 };
  const never = randomUUID();
  const theirs = await upload(other, 'photograph', 'image/png', png);
  const wrongPurpose = await upload(cookie, 'photograph', 'image/png', png);
  const material = { clientKey: randomUUID(), sessionId: keynote.id, kind: 'PAPER', title: 'Paper' };
  const before = await partOf(ctx, cookie);
  const attempts: [string, Record<string, unknown>, string | undefined, string][] = [
    ['confirmAppearance', own, undefined, 'UNAUTHENTICATED'],
    ['confirmAppearance', own, other, 'NOT_FOUND'],
    ['confirmAppearance', own, elsewhere, 'NOT_FOUND'],
    ['confirmAppearance', { ...own, appearanceId: never }, cookie, 'NOT_FOUND'],
    ['confirmAppearance', { ...own, appearanceId: 'x' }, cookie, 'BAD_INPUT'],
    ['declineAppearance', { ...own, version: 2 }, cookie, 'STALE_VERSION'],
    ['setConsent', { ...own, mayRecord: true }, other, 'NOT_FOUND'],
    ['updateProfile', { version: 9, needs: 'x' }, cookie, 'STALE_VERSION'],
    ['updateProfile', { version: 1, needs: 'bell \u0007' }, cookie, 'BAD_INPUT'],
    [
      'updateProfile',
      { version: 1, title: [{ language: 'en', text: 'x'.repeat(101) }] },
      cookie,
      'BAD_INPUT',
    ],
    ['updateProfile', { version: 1, biography: [{ language: '?', text: 'x' }] }, cookie, 'BAD_INPUT'],
    ['setPhotograph', { version: 1, uploadId: theirs.id }, cookie, 'NOT_FOUND'],
    ['setPhotograph', { version: 1, uploadId: never }, cookie, 'NOT_FOUND'],
    [
      'setOwnAvailability',
      { version: 0, windows: [{ startsAt: '2026-11-24T02:00:00Z', endsAt: '2026-11-24T01:00:00Z' }] },
      cookie,
      'BAD_INPUT',
    ],
    ['addMaterial', { ...material, uploadId: wrongPurpose.id }, cookie, 'NOT_FOUND'],
    ['addMaterial', { ...material, uploadId: theirs.id, sessionId: never }, cookie, 'BAD_INPUT'],
    ['addMaterial', { ...material, uploadId: theirs.id, title: ' ' }, cookie, 'BAD_INPUT'],
    ['removeMaterial', { materialId: never }, cookie, 'NOT_FOUND'],
  ];
  const got: unknown[] = [];
  for (const [name, input, caller, code] of attempts) {
    const { codes } = await change(ctx, name, input, caller);
    got.push([name, code, codes[0]]);
  }
  expect(got).toEqual(attempts.map(([name, , , code]) => [name, code, code]));
  expect(await partOf(ctx, cookie)).toEqual(before);
  expect(panel.version).toBe(1);

  const files: [string, string, Buffer][] = [
    ['photograph', 'image/png', Buffer.from('<svg onload="alert(1)"/>')],
    ['photograph', 'image/jpeg', png],
    ['photograph', 'image/png', png.subarray(0, 12)],
    ['photograph', 'image/png', bomb],
    ['photograph', 'application/pdf', pdf],
    ['material', pptx, presentation({ 'ppt/vbaProject.bin': 'x' })],
    ['material', pptx, Buffer.from('PK\x03\x04 no archive')],
    ['material', 'application/pdf', Buffer.from('MZ no pdf')],
    ['material', 'text/html', Buffer.from('<h1>no</h1>')],
    ['photograph', 'image/png', Buffer.concat([png, Buffer.alloc(5_000_001)])],
  ];
  const statuses: number[] = [];
  for (const [purpose, type, content] of files)
    statuses.push((await upload(cookie, purpose, type, content)).status);
  expect(statuses).toEqual(files.map(() => 400));
  expect((await upload(cookie, 'material', pptx, presentation())).status).toBe(201);

  const staff = await api.signedIn('ORGANISER', ctx);
  const send = async (personIds: string[]) =>
    (
      await api.graphql(
        'mutation ($input: SendPartLinksInput!) { sendPartLinks(input: $input) }',
        { input: { event: ctx.event.slug, clientKey: randomUUID(), personIds } },
        staff,
      )
    ).codes;
  const theirId = await personId(await anEvent(api.operator));
  expect([
    await send([]),
    await send([await personId(ctx, 'tanaka')]),
    await send([await personId(ctx), theirId]),
  ]).toEqual([['BAD_INPUT'], ['BAD_INPUT'], ['NOT_FOUND']]);
  expect(await ctx.db.notice.count({ where: { eventId: ctx.event.id } })).toBe(0);
});

test('lists of one and of three take the same number of statements', async () => {
  const ctx = await anEvent(api.operator, { people, program: invitedProgram });
  const staff = await api.signedIn('ORGANISER', ctx);
  const cookie = await aPart(ctx);
  const [keynote] = (await partOf(ctx, cookie)).sessions;
  const add = async (who: string): Promise<void> => {
    const { id } = await upload(who, 'material', 'application/pdf', pdf);
    const input = {
      clientKey: randomUUID(),
      sessionId: keynote.id,
      kind: 'SLIDES',
      title: 'Slides',
      uploadId: id,
    };
    await change(ctx, 'addMaterial', input, who);
  };
  const count = async (document: string, caller: string): Promise<number> => {
    await api.graphql(document, { event: ctx.event.slug }, caller);
    return (await statementsOf(() => api.graphql(document, { event: ctx.event.slug }, caller))).length;
  };
  const documents: [string, string][] = [
    [`query ($event: String!) { part(event: $event) ${partFields} }`, cookie],
    [
      'query ($event: String!) { event(slug: $event) { materials { id person { displayName } } partLinks { id } } }',
      staff,
    ],
  ];
  await add(cookie);
  const one: number[] = [];
  for (const [document, caller] of documents) one.push(await count(document, caller));
  await add(cookie);
  await add(cookie);
  await aPart(ctx, 'tanaka');
  await aPart(ctx, 'tanaka');
  const three: number[] = [];
  for (const [document, caller] of documents) three.push(await count(document, caller));
  expect(three).toEqual(one);
  expect(Math.max(...three)).toBeLessThanOrEqual(20);
});
