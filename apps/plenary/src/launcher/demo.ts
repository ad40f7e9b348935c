import type { Ctx } from '@plenary/platform';
import { createSignInLinkFor, revokeUnlimitedLinks } from '@plenary/identity';
import { loadDemo } from '../demo/load-demo.js';
import { demoRoles } from '../demo/roles.js';

/** Loads the demo if the database has no event yet. */
export async function loadDemoIfEmpty(ctx: Ctx): Promise<void> {
  if ((await ctx.db.event.count()) === 0) await loadDemo(ctx);
}

/** Ends the links of the demo. */
export { revokeUnlimitedLinks as endDemoLinks } from '@plenary/identity';

/** Sign-in links for each demo role; those of a launcher before are ended. */
export async function makeDemoLinks(ctx: Ctx): Promise<{ role: string; url: string }[]> {
  await revokeUnlimitedLinks(ctx);
  const links: { role: string; url: string }[] = [];
  for (const { email, role } of demoRoles) {
    const known = await ctx.db.account.findUnique({ where: { email }, select: { id: true } });
    if (known !== null) links.push({ role, url: await createSignInLinkFor(ctx, email, 'demo') });
  }
  return links;
}
