import { randomUUID } from 'node:crypto';
import { hashToken } from '@plenary/platform';
import { migrate, readMigrations } from '@plenary/platform/migrate';
import { createDatabase, type TestDatabase } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

/** The last migration before links and actors became one. */
const before = '20261125004210_notices_carry_calendars';

let database: TestDatabase;
let api: TestApi;
const [event, account, person, other] = Array.from({ length: 4 }, () => randomUUID());
const clientKey = randomUUID();
const secrets = { session: 'a-session', part: 'part.a-part', signIn: 'a-link' };

/** Rows as that version wrote them. */
async function insertRows(): Promise<void> {
  const hash = (secret: string): string => hashToken(api.services.keys, secret);
  const statements: readonly (readonly [sql: string, ...values: unknown[]])[] = [
    [`INSERT INTO "Account" (id, email) VALUES ($1, 'organiser@example.org')`, account],
    [
      `INSERT INTO "Event" (id, slug, title, "startsOn", "endsOn", "timeZone", languages, mode)
       VALUES ($1, 'old', '{"en": "Old"}', '2026-11-24', '2026-11-24', 'Asia/Tokyo', '{en}', 'HYBRID')`,
      event,
    ],
    [
      `INSERT INTO "Person" ("eventId", id, key, "familyName", "nameOrder") VALUES
       ($1, $2, 'smith', '{"en": "Smith"}', 'GIVEN_FIRST'), ($1, $3, 'tanaka', '{"en": "Tanaka"}', 'GIVEN_FIRST')`,
      event,
      person,
      other,
    ],
    [
      `INSERT INTO "RoleGrant" (id, "accountId", "eventId", role) VALUES (gen_random_uuid(), $1, $2, 'ORGANISER')`,
      account,
      event,
    ],
    [
      `INSERT INTO "AccountSession" (id, "accountId", "tokenHash", method, "authenticatedAt")
       VALUES (gen_random_uuid(), $1, $2, 'LINK', now() - interval '1 minute')`,
      account,
      hash(secrets.session),
    ],
    [
      `INSERT INTO "Link" (id, purpose, "accountId", "tokenHash", "expiresAt", "usesLeft")
       VALUES (gen_random_uuid(), 'SIGN_IN', $1, $2, now() + interval '10 minutes', 1)`,
      account,
      hash(secrets.signIn),
    ],
    [
      `INSERT INTO "Link" (id, purpose, "eventId", "personId", "tokenHash", "expiresAt")
       VALUES (gen_random_uuid(), 'PART', $1, $2, $3, now() + interval '1 day')`,
      event,
      person,
      hash(secrets.part),
    ],
    [
      `INSERT INTO "AuditEntry"
         (id, "eventId", "accountId", "personId", "actorKind", "requestId", action, "subjectKind", "subjectId") VALUES
       ('01a20cac-0000-7000-8000-000000000001', $1, $2, NULL, 'account', 'r', 'byAccount', 'Event', 'x'),
       ('01a20cac-0000-7000-8000-000000000002', $1, $2, NULL, 'token', 'r', 'byToken', 'Event', 'x'),
       ('01a20cac-0000-7000-8000-000000000003', $1, NULL, $3, 'person', 'r', 'byPerson', 'Event', 'x'),
       ('01a20cac-0000-7000-8000-000000000004', $1, NULL, NULL, 'operator', 'r', 'byOperator', 'Event', 'x')`,
      event,
      account,
      other,
    ],
    [
      `INSERT INTO "ProgramEdit" ("eventId", number, operation, changes, "accountId", "personId", "actorKind")
       SELECT $1, number, 'edit', '{"sessions":[],"rooms":[],"tracks":[],"availability":[]}', account, person, kind
       FROM (VALUES (1, $2::uuid, NULL::uuid, 'account'), (2, NULL, $3::uuid, 'person'), (3, NULL, NULL, 'job'))
         AS edit (number, account, person, kind)`,
      event,
      account,
      other,
    ],
    [
      `INSERT INTO "Upload" (id, "accountId", "eventId", "personId", purpose, "mediaType", bytes, sha256, "storageKey")
       SELECT gen_random_uuid(), account, event, person, 'photograph', 'image/png', 1, 'x', key
       FROM (VALUES ($1::uuid, NULL::uuid, NULL::uuid, 'a'), (NULL, $2::uuid, $3::uuid, 'b'), (NULL, NULL, NULL, 'c'))
         AS sent (account, event, person, key)`,
      account,
      event,
      person,
    ],
    [
      `INSERT INTO "ClientKey" ("accountId", operation, key, "bodyHash", "resultId") VALUES
       ($1, 'createPerson', $3, repeat('0', 64), $2), ($2, 'addMaterial', $3, repeat('0', 64), $2),
       ('00000000-0000-0000-0000-000000000000', 'createPerson', $3, repeat('0', 64), $2)`,
      account,
      person,
      clientKey,
    ],
    [
      `INSERT INTO "ScheduledRelease" ("eventId", at, waivers, "accountId") VALUES ($1, now() + interval '1 day', '[]', $2)`,
      event,
      account,
    ],
  ];
  for (const [sql, ...values] of statements) await api.services.pool.query(sql, values);
}

beforeAll(async () => {
  database = await createDatabase({ empty: true });
  await migrate(
    database.url,
    readMigrations().filter(({ name }) => name <= before),
  );
  api = await startTestApi({ database });
  await insertRows();
  await migrate(database.url);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const organiser = `plenary=${secrets.session}`;
const partCookie = `plenary=${secrets.part}`;

test('who was signed in is, and links that were mailed open', async () => {
  expect((await api.graphql('{ viewer { email } }', {}, organiser)).data).toEqual({
    viewer: { email: 'organiser@example.org' },
  });
  const part = '{ part(event: "old") { profile { displayName } } }';
  const mine = { part: { profile: { displayName: 'Smith' } } };
  expect((await api.graphql(part, {}, partCookie)).data).toEqual(mine);
  const open = (token: string) =>
    api.api.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
  const [opened, signedIn] = [await open(secrets.part), await open(secrets.signIn)];
  expect([opened.cookies[0]?.name, signedIn.cookies[0]?.name]).toEqual(['plenary-part-old', 'plenary']);
  expect((await open(secrets.signIn)).statusCode).toBe(401);
  expect((await api.graphql(part, {}, `plenary-part-old=${secrets.part}`)).data).toEqual(mine);
});

test('what was done names who did it', async () => {
  const { data } = await api.graphql(
    `{ event(slug: "old") { auditLog(first: 100) { nodes { action actorKind accountId personId requestId } }
       programEdits(first: 10) { nodes { number accountId personId } } partLinks { personId } } }`,
    {},
    organiser,
  );
  const { auditLog, programEdits, partLinks } = JSON.parse(JSON.stringify(data)).event;
  const entry = (action: string, actorKind: string, accountId: string | null, personId: string | null) => ({
    action,
    actorKind,
    accountId,
    personId,
    requestId: 'r',
  });
  const old = auditLog.nodes.filter(({ action }: { action: string }) => action.startsWith('by'));
  expect(old).toEqual([
    entry('byOperator', 'operator', null, null),
    entry('byPerson', 'person', null, other ?? ''),
    entry('byToken', 'token', account ?? '', null),
    entry('byAccount', 'account', account ?? '', null),
  ]);
  expect(programEdits.nodes).toEqual([
    { number: 3, accountId: null, personId: null },
    { number: 2, accountId: null, personId: other },
    { number: 1, accountId: account, personId: null },
  ]);
  expect(partLinks).toEqual([{ personId: person }]);
  const { prisma } = api.services;
  expect(await prisma.scheduledRelease.findFirst({ select: { actorKind: true, actorId: true } })).toEqual({
    actorKind: 'account',
    actorId: account,
  });
  const owners = { actorKind: true, actorId: true, accountId: true, personId: true } as const;
  expect(await prisma.upload.findMany({ select: owners, orderBy: { storageKey: 'asc' } })).toEqual([
    { actorKind: 'account', actorId: account, accountId: account, personId: null },
    { actorKind: 'person', actorId: person, accountId: null, personId: person },
    { actorKind: 'operator', actorId: null, accountId: null, personId: null },
  ]);
});

test('a client key goes on to name its first result, of its owner alone', async () => {
  const kinds = await api.services.prisma.clientKey.findMany({
    select: { actorKind: true },
    orderBy: { actorKind: 'asc' },
  });
  expect(kinds.map(({ actorKind }) => actorKind)).toEqual(['account', 'operator', 'person']);
  const { data, codes } = await api.graphql(
    'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }',
    {
      input: {
        event: 'old',
        clientKey,
        key: 'new',
        familyName: [{ language: 'en', text: 'New' }],
        nameOrder: 'GIVEN_FIRST',
      },
    },
    organiser,
  );
  expect([codes, data]).toEqual([[], { createPerson: { id: person } }]);
});

test('what is recorded is as little to be changed as before, and what is of a person goes with them', async () => {
  const { pool, prisma } = api.services;
  await expect(pool.query(`UPDATE "AuditEntry" SET action = 'x'`)).rejects.toThrow('is never changed');
  await expect(pool.query(`UPDATE "ProgramEdit" SET operation = 'x'`)).rejects.toThrow('is never changed');
  await expect(pool.query('DELETE FROM "Person" WHERE id = $1', [other])).rejects.toThrow(
    'ProgramEdit_eventId_personId_fkey',
  );
  await pool.query('DELETE FROM "Person" WHERE id = $1', [person]);
  const of = { where: { personId: person ?? '' } };
  expect([await prisma.link.count(of), await prisma.upload.count(of)]).toEqual([0, 0]);
  expect(
    (await api.graphql('{ part(event: "old") { profile { displayName } } }', {}, partCookie)).codes,
  ).toEqual(['UNAUTHENTICATED']);
});
