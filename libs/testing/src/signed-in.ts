import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import type { EventCtx, Services } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import type { TestBench } from './services.js';

/** Of accounts, by the installation that they are in. */
const counts = new WeakMap<Services, number>();

/** A new account with this role, signed in: its cookie. ADMIN needs no event. */
export async function signedIn(bench: TestBench, role: Role, ctx: EventCtx | null): Promise<string> {
  const { operator, services } = bench;
  const count = (counts.get(services) ?? 0) + 1;
  counts.set(services, count);
  const email = `${role.toLowerCase()}-${String(count)}@example.org`;
  await grantRole(operator, { email, role, eventId: ctx?.event.id ?? null });
  const link = await createSignInLinkFor(operator, email);
  return `plenary=${await signIn(operator, new URL(link).hash.slice(1))}`;
}
