import { createApiToken, createSignInLinkFor, grantRole, requestSignInLink, signIn } from '@plenary/identity';
import {
  accountOf,
  as,
  asOrganiser,
  inEvent,
  line,
  none,
  stepUp,
  type NounTests,
  type Opening,
  type TestApi,
} from '@plenary/testing/api';

const aSecondWay: Opening = async (api) => {
  const scene = await asOrganiser(api);
  const { email } = await accountOf(scene);
  await signIn(api.operator, await secret(api, email));
  return scene;
};

async function secret(api: TestApi, email: string): Promise<string> {
  return new URL(await createSignInLinkFor(api.operator, email)).hash.slice(1);
}

const administrator: Opening = async (api) => {
  const scene = await as('ADMIN')(api);
  await stepUp(api, scene.caller);
  return scene;
};
const organiser: Opening = async (api) => {
  const scene = await inEvent(api);
  await stepUp(api, scene.caller);
  return scene;
};

const email = 'someone@example.org';

export default {
  mutations: {
    createApiToken: {
      texts: { name: line(80) },
      open: async (api) => {
        const scene = await asOrganiser(api);
        await stepUp(api, scene.caller);
        return scene;
      },
      input: async () => ({ event: null, expiresAt: '2026-12-24T00:00:00Z' }),
      stored: async ({ ctx }) => {
        const made = await ctx.db.apiToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
        // An account has only so many.
        await ctx.db.apiToken.deleteMany({ where: { id: made.id } });
        return made;
      },
      isNewEachTime: true,
    },
    confirmIdentity: { open: asOrganiser, input: none, isNewEachTime: true },
    signOutEverywhere: { open: aSecondWay, input: none },
    endAccountSession: {
      open: aSecondWay,
      async input({ ctx }) {
        return { sessionId: (await ctx.db.accountSession.findFirstOrThrow({ orderBy: { id: 'desc' } })).id };
      },
    },
    revokeLink: {
      open: aSecondWay,
      async input(scene) {
        await secret(scene.api, (await accountOf(scene)).email);
        return { linkId: (await scene.ctx.db.link.findFirstOrThrow({ orderBy: { id: 'desc' } })).id };
      },
    },
    revokeApiToken: {
      open: asOrganiser,
      async input(scene) {
        const { token } = await createApiToken(scene.ctx, {
          accountId: (await accountOf(scene)).id,
          name: 'A token',
          scopes: ['event.view'],
          expiresAt: new Date(scene.ctx.services.clock.now().getTime() + 86_400_000),
        });
        return { tokenId: token.id };
      },
    },
    grantAdministrator: { open: administrator, input: async () => ({ email: 'new@example.org' }) },
    revokeAdministrator: {
      open: administrator,
      async input({ api }) {
        await grantRole(api.operator, { email: 'old@example.org', role: 'ADMIN', eventId: null });
        return { email: 'old@example.org' };
      },
    },
    grantRole: { open: organiser, input: async () => ({ email: 'door@example.org', role: 'DOOR' }) },
    revokeRole: {
      open: organiser,
      async input({ api, ctx }) {
        const given = { email: 'viewer@example.org', role: 'VIEWER' };
        await grantRole(api.operator, { ...given, eventId: ctx.event.id });
        return given;
      },
    },
  },
  work: {
    'mail-sign-in-link': async ({ operator }) => {
      await grantRole(operator, { email, role: 'ADMIN', eventId: null });
      await requestSignInLink(operator, { email });
    },
    'forget-sign-ins': async (bench) => {
      await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
      await createSignInLinkFor(bench.operator, email);
      await requestSignInLink(bench.operator, { email: 'nobody@example.org' });
      bench.setTime('2027-11-26T09:00:00Z');
    },
  },
  constraints: [
    [
      'RoleGrant_admin_of_installation',
      `INSERT INTO "RoleGrant" (id, "accountId", "eventId", role) VALUES (gen_random_uuid(), $account, $event, 'ADMIN')`,
    ],
    [
      'RoleGrant_accountId_eventId_role_key',
      `INSERT INTO "RoleGrant" (id, "accountId", role) VALUES (gen_random_uuid(), $account, 'ADMIN'), (gen_random_uuid(), $account, 'ADMIN')`,
    ],
    [
      'AccountSession_authenticated_before_it_was_made',
      `INSERT INTO "AccountSession" (id, "accountId", "tokenHash", method, "authenticatedAt") VALUES (gen_random_uuid(), $account, 'x', 'OIDC', plenary_now() + interval '1 minute')`,
    ],
    [
      'ApiToken_has_a_scope',
      `INSERT INTO "ApiToken" (id, "accountId", name, "tokenHash", "expiresAt") VALUES (gen_random_uuid(), $account, 'x', 'x', plenary_now() + interval '1 day')`,
    ],
    [
      'ApiToken_lives_a_year_at_most',
      `INSERT INTO "ApiToken" (id, "accountId", name, scopes, "tokenHash", "expiresAt") VALUES (gen_random_uuid(), $account, 'x', '{account}', 'x', plenary_now() + interval '367 days')`,
    ],
    [
      'OidcIdentity_pkey',
      `INSERT INTO "OidcIdentity" (issuer, subject, "accountId") VALUES ('i', 's', $account), ('i', 's', gen_random_uuid())`,
    ],
    [
      'OidcIdentity_accountId_issuer_key',
      `INSERT INTO "OidcIdentity" (issuer, subject, "accountId") VALUES ('i', 's', $account), ('i', 'other', $account)`,
    ],
    [
      'Link_uses_not_negative',
      `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt", "usesLeft") VALUES (gen_random_uuid(), 'SIGN_IN', $account, 'x', now(), -1)`,
    ],
    [
      'Link_purpose_form',
      `INSERT INTO "Link" (id, purpose, "eventId", "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'part', $event, $account, 'x', now())`,
    ],
    [
      'Link_of_an_event_unless_to_sign_in',
      `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'REVIEW', $account, 'x', now())`,
    ],
    [
      'Link_accountId_fkey',
      `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'SIGN_IN', gen_random_uuid(), 'x', now())`,
    ],
    [
      'Link_eventId_personId_fkey',
      `INSERT INTO "Link" (id, purpose, "eventId", "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'PART', $event, $account, 'x', now())`,
    ],
  ],
} satisfies NounTests;
