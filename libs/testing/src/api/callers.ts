import type { EventCtx } from '@plenary/platform';
import { rolePermissions, tokenScopeByName } from '@plenary/platform/access';
import { z } from 'zod';
import { aPart } from './headers.js';
import { aCategory, aRegistration, aRegistrationLink } from './registrations.js';
import type { TestApi } from './test-api.js';

const created = z.object({ createApiToken: z.object({ secret: z.string() }) });

/** Clicks a second time, as the demo asks for. @returns the same cookie */
export async function stepUp(api: TestApi, cookie: string): Promise<string> {
  const { data } = await api.graphql('mutation { confirmIdentity }', {}, cookie);
  if (data?.['confirmIdentity'] !== true) throw new Error('The demo has not asked for a second click.');
  return cookie;
}

/**
 * A token of who is signed in, as `Bearer …`.
 * @param event the slug of the one that it is for; null for all of its account's
 */
export async function aToken(
  api: TestApi,
  cookie: string,
  scopes: readonly string[],
  event: string | null,
): Promise<string> {
  const names = Object.keys(tokenScopeByName).filter((name) => scopes.includes(tokenScopeByName[name] ?? ''));
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const { data } = await api.graphql(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
    { input: { name: 'matrix', scopes: names, event, expiresAt } },
    await stepUp(api, cookie),
  );
  return `Bearer ${created.parse(data).createApiToken.secret}`;
}

/** Who may ask for each operation and each field of this event, as its declaration says. */
export async function callersIn(api: TestApi, ctx: EventCtx): Promise<(field: string) => string> {
  const organiser = await stepUp(api, await api.signedIn('ORGANISER', ctx));
  const admin = await stepUp(api, await api.signedIn('ADMIN', null));
  const part = await aPart(ctx);
  // The first use of a link is noted with it.
  await api.graphql('{ events { id } }', {}, part);
  const registered = await aRegistrationLink(ctx, await aRegistration(ctx, await aCategory(ctx)));
  await api.graphql('{ events { id } }', {}, registered);
  return (name) => {
    const access = api.api.declarations.find(({ field }) => field === name)?.access;
    const permission = access?.kind === 'permission' ? access.permission : 'account';
    if (permission === 'part') return part;
    if (permission === 'registration') return registered;
    return rolePermissions.ADMIN.includes(permission) && permission !== 'event.view' ? admin : organiser;
  };
}
