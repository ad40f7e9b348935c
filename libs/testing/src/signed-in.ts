import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { numbers } from './numbers.js';
import type { TestBench } from './services.js';

const numberOf = numbers();

/** A new account with this role, signed in: its cookie. ADMIN needs no event. */
export async function signedIn(bench: TestBench, role: Role, ctx: EventCtx | null): Promise<string> {
  const { operator, services } = bench;
  const email = `${role.toLowerCase()}-${String(numberOf(services))}@example.org`;
  await grantRole(operator, { email, role, eventId: ctx?.event.id ?? null });
  const link = await createSignInLinkFor(operator, email);
  return `plenary=${await signIn(operator, new URL(link).hash.slice(1))}`;
}
